// The conversation: one element a message, drawn again only when it has changed.

import { card } from "./card.js"
import { find, h } from "./dom.js"
import { avatar } from "./rail.js"

const VERB = { pressed: "pressed", sent: "sent" }

/** Keeps the list on the page in step with the messages of one place, as one person sees them. */
export class Messages {
  #list = find("messages")
  #scroll = find("scroll")
  #drawn = new Map()
  #newest = null
  #led = null

  constructor(acts) {
    this.acts = acts
  }

  /** Forget what is shown: another person or place is looked at. */
  clear() {
    this.#drawn.clear()
    this.#list.replaceChildren()
  }

  /** Show these messages (id order), those being sent after them; `fresh` are ids that changed, `added` the new ones. */
  show(messages, pending, fresh, state, added = []) {
    const low = this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < 120
    const wanted = []
    let day = ""
    let before = null
    for (const message of messages) {
      const today = dayOf(message.at, state.zone)
      if (today !== day) wanted.push(this.#kept(`day ${today}`, () => h("li", { class: "day" }, h("span", {}, today))))
      const follows = today === day && before && before.author === message.author && before.manner === "said" && message.manner === "said" && before.alone === message.alone
      day = today
      before = message
      if (fresh.has(message.id)) this.#drawn.delete(message.id)
      wanted.push(this.#kept(message.id, () => this.#message(message, state, follows)))
    }
    for (const one of pending) wanted.push(this.#kept(one.key, () => this.#pending(one, state)))
    if (!wanted.length) wanted.push(this.#kept("empty", () => empty(state, this.acts)))
    const keep = new Set(wanted)
    for (const [key, node] of this.#drawn) if (!keep.has(node)) this.#drawn.delete(key)
    arrange(this.#list, wanted)
    this.#newest = messages.at(-1)?.id
    const mine = answered(messages, added, state.who)
    if (mine.length || (low && added.length)) this.#follow(mine.length ? mine : added)
  }

  /** Go to the end, but never past the beginning of what is new: a long answer is read from its title on. */
  #follow(added) {
    this.bottom()
    const first = this.#drawn.get(Math.min(...added))
    if (first && first.offsetTop - 12 < this.#scroll.scrollTop) this.#scroll.scrollTop = first.offsetTop - 12
  }

  bottom() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight
  }

  /** The first field of the form in the newest message, once for each; null where there is none. */
  openForm() {
    if (this.#led === this.#newest) return null
    const field = this.newestForm()?.querySelector(":is(input:not([type=date]), select, textarea)")
    if (field) this.#led = this.#newest
    return field ?? null
  }

  /** The form in the newest message, if it has one. */
  newestForm() {
    return this.of(this.#newest)?.querySelector("form.answers")
  }

  /** The element of one message, if it is shown. */
  of(id) {
    return this.#drawn.get(id)
  }

  #kept(key, draw) {
    if (!this.#drawn.has(key)) this.#drawn.set(key, draw())
    return this.#drawn.get(key)
  }

  #message(message, state, follows) {
    const author = state.cast.find(({ id }) => id === message.author)
    const act = VERB[message.manner]
    if (act) return h("li", { class: "act" }, avatar(author), h("span", {}, h("strong", {}, author.name), ` ${act} `, h("em", {}, message.text)), at(message, state))
    const acts = {
      cast: state.cast,
      press: (button) => this.acts.press(message, button),
      send: (part, values) => this.acts.send(message, part, values),
    }
    return h("li", { class: `message ${message.card ? "bot" : "person"}${follows ? " follows" : ""}` },
      author ? avatar(author) : h("img", { class: "avatar", src: "/wheel.svg", alt: "" }),
      h("article", {},
        h("header", {}, h("strong", {}, author ? author.name : "Stagecoach"), !author && h("span", { class: "app" }, "bot"), at(message, state),
          message.alone && state.place.startsWith("#") && message.card && h("span", { class: "alone" }, "Only visible to you"), message.edited && h("span", { class: "alone" }, "Edited")),
        message.card ? card(message, acts) : h("p", { class: "line" }, message.text)))
  }

  #pending({ text, label }, state) {
    const me = state.cast.find(({ id }) => id === state.who)
    return h("li", { class: "message person pending" }, avatar(me),
      h("article", {}, h("header", {}, h("strong", {}, me.name), h("span", { class: "alone" }, "Sending…")), h("p", { class: "line" }, text ?? label)))
  }
}

function at(message, state) {
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: state.zone, hour: "2-digit", minute: "2-digit" }).format(new Date(message.at))
  return h("time", { datetime: message.at }, shown)
}

function dayOf(iso, timeZone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(iso))
}

function empty({ place }, acts) {
  const channel = place.startsWith("#")
  const say = (text) => h("button", { type: "button", class: "plain", onclick: () => acts.say(text) }, h("code", {}, text))
  return h("li", { class: "empty" },
    h("img", { src: "/wheel.svg", alt: "", width: 56, height: 56 }),
    h("h2", {}, channel ? `This is ${place}` : "Just you and Stagecoach"),
    h("p", {}, channel ? "Ask Stagecoach about your deals. Most answers are only for you. Everyone sees it when a deal moves." : "Tell Stagecoach what happened, in your own words, or type a command. Approvals and nudges come here too."),
    h("div", { class: "buttons" }, ["/deal", "/deal funnel", "/deal help"].map(say)))
}

/** Those of the `added` messages that answer what this person said: who asks wants to see the answer. */
function answered(messages, added, who) {
  const asked = new Set(messages.filter(({ author }) => author === who).map(({ id }) => id))
  return messages.filter(({ id, answers }) => added.includes(id) && asked.has(answers)).map(({ id }) => id)
}

/** Make the list's children exactly these, moving nothing that already stands in its place. */
function arrange(list, wanted) {
  const keep = new Set(wanted)
  for (const child of [...list.children]) if (!keep.has(child)) child.remove()
  wanted.forEach((child, at) => { if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null) })
}
