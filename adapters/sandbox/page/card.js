// Draws a card: one function for each kind of element.

import { chart } from "./chart.js"
import { ask, h, unseen } from "./dom.js"
import { form } from "./form.js"

const MOOD = { good: ["✓", "Good news"], warning: ["!", "Attention"], stop: ["✕", "Stopped"] }
const LONG = 32  // letters of a fact that gets a line of its own
const STEP = { done: ["✓", "done"], now: ["", "now"], ahead: ["", "ahead"], warning: ["!", "needs attention"] }

/** The card of a message. `acts` are what it may do: `press(button)`, `send(form, values)`; `cast` fills colleague fields. */
export function card(message, acts) {
  const { title, tone, body } = message.card
  const mood = MOOD[tone]
  return h(
    "div",
    { class: `card ${tone}` },
    h("h2", {}, mood && h("span", { class: "mood", "aria-hidden": "true" }, mood[0]), mood && unseen(`${mood[1]}: `), title),
    body.map((part) => DRAW[part.kind](part, acts, message)),
  )
}

const DRAW = { text, bullets, facts, table, track, bars, chart, form: openOrSettled, buttons }

function text(part) {
  return h("p", { class: part.small ? "small" : null }, spans(part.words))
}

function bullets(part) {
  return h("ul", { class: "bullets" }, part.lines.map((line) => h("li", {}, spans(line))))
}

function facts(part) {
  const fact = ([name, value]) => h("div", { class: value.length > LONG ? "wide" : null }, h("dt", {}, name), h("dd", {}, value))
  return h("dl", { class: "facts" }, part.pairs.map(fact))
}

function table(part) {
  const side = (at) => (part.right.includes(at) ? "right" : null)
  const head = part.columns.map((name, at) => h("th", { scope: "col", role: "columnheader", class: side(at) }, name))
  const row = (cells) => h("tr", { role: "row" }, cells.map((cell, at) =>
    h("td", { role: "cell", class: side(at), "data-column": part.columns[at] }, cell)))
  return h("table", { role: "table" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
    h("tbody", { role: "rowgroup" }, part.rows.map(row)))
}

function track(part) {
  const step = ({ name, state }) => h("li", { class: state, "aria-current": state === "now" ? "step" : null },
    h("span", { class: "knot", "aria-hidden": "true" }, STEP[state][0]),
    h("span", { class: "name" }, name, unseen(`, ${STEP[state][1]}`)))
  return h("div", { class: "track" }, h("h3", {}, part.label), h("ol", { "aria-label": part.label }, part.steps.map(step)))
}

function bars(part) {
  const row = ({ label, share, note }) => {
    const fill = h("span", { class: "fill" })
    fill.style.setProperty("--share", `${Math.round(share * 1000) / 10}%`)
    return h("li", {}, h("span", { class: "label" }, label), h("span", { class: "groove", "aria-hidden": "true" }, fill), h("span", { class: "note" }, note))
  }
  return h("div", { class: "bars" }, h("h3", {}, part.label), h("ul", { "aria-label": part.label }, part.rows.map(row)))
}

function openOrSettled(part, acts, message) {
  if (message.settled) return h("p", { class: "settled" }, h("span", { "aria-hidden": "true" }, "✓ "), `${part.title}: ${message.settled.toLowerCase()}`)
  return form(part, acts, message.card.body.length === 1, message.id)
}

function buttons(part, acts) {
  return h("div", { class: "buttons" }, part.row.map((button) => pressable(button, acts)), rarer(part.more, part.sign, acts))
}

/** What is seldom wanted: behind three dots, or the menu's name, which show it beside them and hide it again. */
function rarer(more, name, acts) {
  const rest = more.map((button) => h("span", { class: "rarer", hidden: true }, pressable(button, acts)))
  const sign = h("button", { type: "button", class: "plain", "aria-label": name || "More", "aria-expanded": "false", onclick: () => {
    const shut = sign.getAttribute("aria-expanded") === "true"
    sign.setAttribute("aria-expanded", String(!shut))
    rest.forEach((one) => { one.hidden = shut })
  } }, name ? `${name} ▾` : "•••")
  return more.length ? [sign, ...rest] : []
}

function pressable(button, acts) {
  let busy = false
  const press = async () => {
    if (busy) return
    busy = true
    if (!button.ask || (await ask({ title: button.ask, yes: button.label, danger: button.style === "danger" }))) {
      element.setAttribute("aria-disabled", "true")
      element.classList.add("busy")
      await acts.press(button)
      element.removeAttribute("aria-disabled")
      element.classList.remove("busy")
    }
    busy = false
  }
  const element = h("button", { type: "button", class: button.style, onclick: press }, button.label)
  return element
}

function spans(words) {
  return words.map(({ as, words, url }) => {
    if (as === "bold") return h("strong", {}, words)
    if (as === "code") return h("code", {}, words)
    if (as === "link" && url) return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words)
    return words
  })
}
