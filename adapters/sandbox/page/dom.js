// Elements made of values: every string becomes a text node, so nothing that people type is ever read as markup.

export const find = (id) => document.getElementById(id)

/** An element; `on…` properties are listeners, true and false switch attributes, everything else is an attribute. */
export function h(tag, traits = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, "")
    else if (value !== false && value != null) element.setAttribute(name, String(value))
  }
  element.append(...present(children))
  return element
}

/** The children that there are: `done && h(…)` is false where it isn't done, and the page would show the word. */
export const present = (children) => children.flat().filter((child) => child != null && child !== false)

/** An element of SVG. */
export function svg(tag, traits = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(traits)) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}

export const unseen = (words) => h("span", { class: "unseen" }, words)

let last = 0
/** An id that no other element of the page has. */
export const fresh = (what) => `${what}-${++last}`

/** Ask a question in a dialog and give the answer: the words typed, true, or null when it was closed. */
export function ask({ title, detail = "", yes, danger = false, field = "" }) {
  const dialog = find("dialog")
  const input = field && h("input", { type: "text", id: "asked", maxlength: 41 })
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: "question" }, title),
    detail && h("p", {}, detail),
    field && h("label", { for: "asked" }, field),
    input,
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "plain", onclick: () => dialog.close("") }, "Cancel"),
      h("button", { type: "submit", value: "yes", class: danger ? "danger" : "primary" }, yes)),
  )
  dialog.replaceChildren(form)
  dialog.returnValue = ""
  dialog.showModal()
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue !== "yes" ? null : input ? input.value : true), { once: true })
  })
}
