// Draws a form: typed fields with what is wrong beside each, sent once.

import { fresh, h, svg, unseen } from "./dom.js"

/** The form of a card; `acts.send(form, values)` sends it back, `acts.cast` are the colleagues to choose from.
 *  A form that is all of its card is read out with its title; what is seen is the card's. */
export function form(part, acts, alone = false, message = 0) {
  let busy = false
  const submit = h("button", { type: "submit", class: "primary" }, part.submit)
  const send = async (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    submit.setAttribute("aria-disabled", "true")
    submit.classList.add("busy")
    await acts.send(part, Object.fromEntries(new FormData(element)))
    submit.removeAttribute("aria-disabled")
    submit.classList.remove("busy")
    busy = false
  }
  const title = fresh("form")
  const element = h("form", { class: "answers", novalidate: true, autocomplete: "off", "aria-labelledby": title, onsubmit: send },
    h("h3", { id: title, class: alone ? "unseen" : null }, part.title, again(part.title, message)),
    part.fields.map((field) => question(field, acts.cast)),
    h("div", { class: "buttons" }, submit))
  return element
}

const known = new Map()
/** What sets a form apart for who can't see it, where one of the same title came in an earlier message. */
function again(title, message) {
  const inMessages = known.get(title) ?? known.set(title, []).get(title)
  if (!inMessages.includes(message)) inMessages.push(message)
  const nth = inMessages.indexOf(message) + 1
  return nth > 1 && unseen(`, form ${nth}`)
}

function question(field, cast) {
  const id = fresh("field")
  const wrong = field.error && h("p", { class: "error", id: `${id}-error` }, field.error)
  const hint = field.hint && h("p", { class: "hint", id: `${id}-hint` }, field.hint)
  const described = [wrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ")
  const traits = {
    id,
    name: field.key,
    "aria-describedby": described || null,
    "aria-invalid": field.error ? "true" : null,
  }
  const label = [field.label, field.required && " ", field.required && h("span", { class: "needed" }, "required")]
  if (field.kind === "yes/no") {
    return h("fieldset", { class: "field", "aria-describedby": described || null, "data-wrong": Boolean(field.error) }, h("legend", {}, label), yesOrNo(field, id), hint, wrong)
  }
  return h("div", { class: "field", "data-wrong": Boolean(field.error) }, h("label", { for: id }, label), control(field, { ...traits, "aria-required": field.required ? "true" : null }, cast), hint, wrong)
}

function control(field, traits, cast) {
  const value = field.value
  switch (field.kind) {
    case "long":
      return h("textarea", { ...traits, rows: 3 }, value)
    case "choice":
      return select(traits, field.options, value)
    case "colleague":
      return select(traits, field.options.length ? field.options : cast.map(({ id, name, title }) => [`<@${id}>`, `${name}, ${title}`]), named(value, field.options))
    case "date":
      return dated(traits, value)
    case "money":
      return h("input", { ...traits, type: "text", value, placeholder: "50000 EUR" })
    case "link":
      return h("input", { ...traits, type: "text", inputmode: "url", value, placeholder: "https://" })
    default:
      return h("input", { ...traits, type: "text", value })
  }
}

const named = (value, options) => (options.length || !value || value.startsWith("<@") ? value : `<@${value.replace(/^@/, "")}>`)

function select(traits, options, chosen) {
  return h("span", { class: "select" }, h("select", traits,
    h("option", { value: "", selected: !chosen }, "Choose…"),
    options.map(([value, label]) => h("option", { value, selected: value === chosen }, label))))
}

function yesOrNo(field, id) {
  const one = (value, label) => h("label", { class: "pill" },
    h("input", { type: "radio", name: field.key, value, id: value === "yes" ? id : null, checked: field.value.toLowerCase() === value }), h("span", {}, label))
  return h("span", { class: "pills" }, one("yes", "Yes"), one("no", "No"))
}

/** A date may be typed in words; the calendar beside it writes one in figures. */
function dated(traits, value) {
  const typed = h("input", { ...traits, type: "text", value, placeholder: "next Friday, 3 May…" })
  const calendar = h("input", { type: "date", class: "calendar", tabindex: "-1", "aria-hidden": "true", onchange: () => { typed.value = calendar.value; typed.focus() } })
  const pick = h("button", { type: "button", class: "pick", "aria-label": "Choose a date", onclick: () => calendar.showPicker() }, icon())
  return h("span", { class: "dated" }, typed, calendar, pick)
}

function icon() {
  return svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: "M3.5 5.5h13v11h-13zM3.5 9h13M7 3v4M13 3v4" }))
}
