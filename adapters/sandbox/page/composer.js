// The line that is typed in, with completions above it.

import { find, h } from "./dom.js"
import { post } from "./net.js"

const bare = (text) => text.replace(/^\s*\/(deal\b\s*)?/i, "")
const whole = (text) => (text.startsWith("/deal") ? text : `/deal ${text}`.trim())

/** Watches the line; `say(text)` is told each one sent, `here()` gives `{who, place}`, whose draft is kept apart, and
 *  `form()` the first field of a form that has just come. */
export class Composer {
  #line = find("line")
  #list = find("offers")
  #offers = []
  #at = -1
  #asked = 0
  #past = []
  #back = 0

  constructor(say, here, form) {
    this.say = say
    this.here = here
    this.form = form
    find("composer").addEventListener("submit", (event) => this.#send(event))
    this.#line.addEventListener("input", () => this.#typed())
    this.#line.addEventListener("keydown", (event) => this.#key(event))
    this.#line.addEventListener("paste", (event) => this.#paste(event))
    this.#line.addEventListener("blur", () => setTimeout(() => this.#close(), 150))
  }

  /** Show the draft of the place that is looked at now. */
  turn() {
    this.#line.value = localStorage.getItem(this.#draft()) ?? ""
    this.#line.placeholder = this.here().place.startsWith("#") ? "/deal …" : "Say it, or type /deal …"
    this.#close()
    this.wrong("")
  }

  /** Write a line and leave it to be sent. */
  write(text) {
    this.#line.value = text
    this.#keep()
  }

  focus() {
    this.#line.focus()
  }

  wrong(sentence) {
    find("wrong").textContent = sentence
  }

  #draft() {
    const { who, place } = this.here()
    return `stagecoach.draft.${who}.${place}`
  }

  #keep() {
    localStorage.setItem(this.#draft(), this.#line.value)
  }

  #send(event) {
    event.preventDefault()
    const text = this.#line.value.trim()
    if (!text) return this.focus()
    this.#past.push(text)
    this.#back = 0
    this.write("")
    this.#close()
    this.wrong("")
    this.say(text.replace(/ ?↵ ?/g, "\n"))
  }

  /** A pasted note keeps its lines: the field has one only, so that each end of a line shows as a sign until it is sent. */
  #paste(event) {
    const text = event.clipboardData.getData("text").trim()
    if (!text.includes("\n")) return
    event.preventDefault()
    this.#line.setRangeText(text.replace(/\s*\n\s*/g, " ↵ "), this.#line.selectionStart, this.#line.selectionEnd, "end")
    this.#typed()
  }

  #typed() {
    this.#keep()
    if (this.#line.value.trim()) this.#complete()
    else this.#close()
  }

  async #complete() {
    const turn = ++this.#asked
    const told = await post("complete", { ...this.here(), text: bare(this.#line.value) }).catch(() => ({ offers: [] }))
    if (turn === this.#asked) this.#show(told.offers)
  }

  #show(offers) {
    this.#offers = offers.filter(({ text }) => whole(text) !== this.#line.value.trim()).slice(0, 8)
    this.#list.replaceChildren(...this.#offers.map((offer, at) => this.#offer(offer, at)))
    this.#list.hidden = this.#offers.length === 0
    this.#line.setAttribute("aria-expanded", String(!this.#list.hidden))
    this.#choose(-1)
  }

  #offer({ text, what }, at) {
    const take = (event) => { event.preventDefault(); this.#take(at) }
    return h("li", { role: "option", id: `offer-${at}`, "aria-selected": "false", onmousedown: take },
      h("code", {}, whole(text)), h("span", {}, what))
  }

  #choose(at) {
    this.#at = at
    for (const [index, option] of [...this.#list.children].entries()) option.setAttribute("aria-selected", String(index === at))
    if (at < 0) return this.#line.removeAttribute("aria-activedescendant")
    this.#line.setAttribute("aria-activedescendant", `offer-${at}`)
    this.#list.children[at].scrollIntoView({ block: "nearest" })
  }

  #take(at) {
    const text = whole(this.#offers[at].text)
    this.write(text.endsWith(" ") ? text : `${text} `)
    this.#close()
    this.#complete()
  }

  #close() {
    this.#asked++
    this.#show([])
  }

  #key(event) {
    const open = !this.#list.hidden
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && open) this.#choose(wrap(this.#at, step, this.#offers.length))
    else if (step === 1) this.#complete()
    else if (step === -1 && this.#past.length) this.#recall()
    else if (event.key === "Tab" && open && !event.shiftKey) this.#take(Math.max(0, this.#at))
    else if (event.key === "Enter" && open && this.#at >= 0) this.#take(this.#at)
    else if (event.key === "Escape" && open) this.#close()
    else if (event.key !== "Tab" || event.shiftKey || !this.#lead()) return
    event.preventDefault()
  }

  /** Go to a new form with one key; the next Tab from the line goes on as ever, so that no one is caught. */
  #lead() {
    const field = this.form()
    field?.focus()
    return Boolean(field)
  }

  #recall() {
    this.#back = Math.min(this.#back + 1, this.#past.length)
    this.write(this.#past[this.#past.length - this.#back])
  }
}

/** The next option up or down; beyond either end is the line itself. */
function wrap(at, step, count) {
  const next = at + step
  return next >= count ? -1 : next < -1 ? count - 1 : next
}
