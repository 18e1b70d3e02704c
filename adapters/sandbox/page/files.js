// Files: dropped anywhere on the page, or chosen with the button beside the line.

import { find } from "./dom.js"

/** Watches for files; `send(file)` is told each one, in turn. */
export function files(send) {
  const all = async (list) => { for (const file of list) await send(file) }
  watchDrops(all)
  const chosen = find("file")
  chosen.addEventListener("change", async () => {
    const list = [...chosen.files]
    chosen.value = ""  // so that the same file can be chosen again
    await all(list)
  })
}

/** Without this the browser would leave the page and show the file. */
function watchDrops(all) {
  let depth = 0  // entering a child comes before leaving its parent
  const show = (by) => {
    depth = by ? Math.max(0, depth + by) : 0
    find("drop").hidden = depth === 0
  }
  const on = (name, act) => addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    act(event)
  })
  on("dragenter", () => show(1))
  on("dragleave", () => show(-1))
  on("dragover", (event) => { event.dataTransfer.dropEffect = find("dialog").open ? "none" : "copy" })
  on("drop", (event) => {
    show(0)
    if (!find("dialog").open) all([...event.dataTransfer.files])
  })
}
