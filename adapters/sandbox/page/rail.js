// The rail: who you are, and where you are.

import { find, h, unseen } from "./dom.js"

/** A picture of a person: the beginning of their name, since three pairs of the cast share their initials. */
export function avatar({ id, name }) {
  return h("span", { class: `avatar of-${id}`, "aria-hidden": "true" }, name.slice(0, 2))
}

/** Draw the rail for a `state` of who, place, cast, channels, unread, waiting and lines; `go(who, place)` is where a press leads. */
export function rail(state, go) {
  const { who, place, cast, channels, unread, waiting, lines } = state
  swap("cast", cast.map((person) => person_(person, person.id === who, waiting[person.id] ?? 0, () => go(person.id, place.startsWith("#") ? place : person.id))))
  swap("channels", channels.map((id) => place_(id, h("span", { class: "hash", "aria-hidden": "true" }, "#"), id.slice(1), id === place, unread[id] ?? 0, () => go(who, id), lines[id])))
  swap("direct", [place_(who, h("img", { src: "/wheel.svg", alt: "", width: 20, height: 20 }), "Stagecoach", place === who, unread[who] ?? 0, () => go(who, who), lines[who])])
  const elsewhere = Object.entries(waiting).some(([id, count]) => count && !(id === who && place === who))
  find("menu").classList.toggle("news", elsewhere)
}

function person_(person, me, count, onclick) {
  return h("li", {}, h("button", { type: "button", "data-go": `as-${person.id}`, "aria-current": me ? "true" : null, onclick },
    avatar(person),
    h("span", { class: "who" }, h("strong", {}, person.name), h("span", {}, person.title)),
    badge(count, me)))
}

/** A place, with the newest line of what is unread in it. */
function place_(id, sign, name, here, count, onclick, line) {
  return h("li", {}, h("button", { type: "button", class: count ? "news" : null, "data-go": `in-${id}`, "aria-current": here ? "page" : null, onclick },
    sign, h("span", { class: "who" }, name, !here && count && line ? h("span", { class: "line" }, line) : null), badge(here ? 0 : count)))
}

function badge(count, hidden = false) {
  return count && !hidden ? h("span", { class: "badge" }, String(count), unseen(" unread")) : null
}

/** Put new children in a list; the focus stays on the button that stood for the same thing. */
function swap(id, children) {
  const held = find(id).contains(document.activeElement) && document.activeElement.dataset.go
  find(id).replaceChildren(...children)
  if (held) find(id).querySelector(`[data-go="${CSS.escape(held)}"]`)?.focus()
}
