// The sandbox's clock: the time it shows, and the buttons that move it on.

import { find, h } from "./dom.js"
import { post } from "./net.js"

/** Show the sandbox's time as the person's own wall clock has it. */
export function clock(now, zone) {
  const shown = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(now)
  find("now").replaceChildren(
    h("strong", {}, shown({ weekday: "short", day: "numeric", month: "short", year: "numeric" })),
    " ",
    h("span", {}, `${shown({ hour: "2-digit", minute: "2-digit" })} ${zone.split("/")[1]}`))
}

/** Let each button with a `data-step` move the clock; `wrong(sentence)` is told why it can't. */
export function steps(wrong) {
  for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => move(button, wrong))
}

async function move(button, wrong) {
  if (button.classList.contains("busy")) return
  button.classList.add("busy")
  await post("clock", { step: button.dataset.step }).catch((fault) => wrong(fault.message))
  button.classList.remove("busy")
}
