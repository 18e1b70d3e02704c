// The guided tour: seven steps. Each can be begun or done for you; where a press is left, `yours` says which.

import { find, h, present } from "./dom.js"

const STEPS = [
  {
    title: "Just say it",
    words: "You are Rob, a sales rep. Tell Stagecoach what happened, in your own words. It answers with a proposal. Nothing is saved until you press its button.",
    acts: [["rob", "rob", "Gus told me on the phone that Globex has a budget of 75k"]],
    label: "Say it for me",
    yours: "press the button that saves the budget.",
  },
  {
    title: "Try to jump ahead",
    words: "“I got this.” Ask for Closing straight away. The deal stops at the first gate that isn't proven. The answer lists what is missing and who can give it.",
    acts: [["rob", "#deals", "/deal advance globex to closing"]],
  },
  {
    title: "Give the missing evidence",
    words: "“Answer now” opens a form with just what is missing. Fill it in and save it. If an answer isn't right, nothing is saved, and you see why beside the field.",
    acts: [["rob", "#deals", "/deal met globex"], "fill"],
    label: "Fill it in for me",
    yours: "look through the form, and save it.",
  },
  {
    title: "Get an approval",
    words: "Stark can move to Closing once a manager approves. You can't approve your own deal. Ask as Rob, then become Mia and decide in her direct messages.",
    acts: [["rob", "#deals", "/deal advance stark"], ["mia", "mia"]],
    label: "Ask as Rob, then be Mia",
    yours: "press “Approve” as Mia.",
  },
  {
    title: "Answer for Legal",
    words: "Rob asked Legal about Wayne Industries a week ago. Be Leo: what waits for him comes first, and one press answers it.",
    acts: [["leo", "leo", "/deal home"]],
    label: "Be Leo",
    yours: "press “Cleared” as Leo.",
  },
  {
    title: "Let the night pass",
    words: "Move the clock on to the next working morning. Rob gets one nudge about the deals that need him, and #deals gets its digest.",
    acts: [["rob", "rob"], { step: "morning" }],
    label: "Move the clock for me",
  },
  {
    title: "Look at the funnel and the wheel",
    words: "Every deal went through every gate, so you can trust the figures. The same deals, as turns of the flywheel, show which customers come back.",
    acts: [["rob", "#deals", "/deal funnel"]],
    yours: "press “Flywheel” below the funnel.",
  },
]
const KEPT = "stagecoach.tour"

/** The tour; `acts` has `go(who, place)`, `say(text)`, `fill()` and `forward(step)`, which moves the clock. */
export class Tour {
  constructor(acts) {
    this.acts = acts
    this.step = Math.min(Number(localStorage.getItem(`${KEPT}.step`) ?? 0), STEPS.length - 1)
    this.done = new Set(JSON.parse(localStorage.getItem(`${KEPT}.done`) ?? "[]"))
    find("guide").addEventListener("click", () => this.#toggle(find("tour").hidden))
    this.#toggle(localStorage.getItem(KEPT) !== "closed", false)
  }

  #toggle(open, focus = true) {
    localStorage.setItem(KEPT, open ? "open" : "closed")
    find("tour").hidden = !open
    find("guide").setAttribute("aria-expanded", String(open))
    if (open) this.#draw(focus)
    else if (focus) find("guide").focus()
  }

  #draw(focus = false) {
    const { title, words, yours, label = "Do it for me" } = STEPS[this.step]
    const done = this.done.has(this.step)
    const heading = h("h2", { tabindex: "-1" }, title)
    const end = this.step === STEPS.length - 1
    find("tour").replaceChildren(...present([
      h("p", { class: "count" }, `Step ${this.step + 1} of ${STEPS.length}`, done && h("span", { class: "done" }, yours ? "Your turn" : "✓ Done"),
        h("span", { class: "dots", "aria-hidden": "true" }, STEPS.map((_, at) => h("i", { class: this.#look(at) })))),
      h("button", { type: "button", class: "icon", "aria-label": "Close the tour", onclick: () => this.#toggle(false) }, "✕"),
      heading,
      h("p", { class: "words" }, words),
      done && Boolean(yours) && h("p", { class: "yours", role: "status" }, `Now you: ${yours}`),
      h("div", { class: "buttons" },
        h("button", { type: "button", class: "primary", onclick: (event) => this.#do(event.currentTarget) }, label),
        this.step > 0 && h("button", { type: "button", class: "plain", onclick: () => this.#turn(-1) }, "Back"),
        h("button", { type: "button", class: "plain", onclick: () => (end ? this.#finish() : this.#turn(1)) }, end ? "Finish" : "Next")),
    ]))
    if (focus) heading.focus()
  }

  #look(at) {
    if (at === this.step) return "on"
    return this.done.has(at) ? "done" : null
  }

  #mark() {
    this.done.add(this.step)
    localStorage.setItem(`${KEPT}.done`, JSON.stringify([...this.done]))
  }

  #turn(by) {
    this.step += by
    localStorage.setItem(`${KEPT}.step`, this.step)
    this.#draw(true)
  }

  #finish() {
    this.step = 0
    this.done.clear()
    localStorage.setItem(`${KEPT}.step`, 0)
    localStorage.setItem(`${KEPT}.done`, "[]")
    this.#toggle(false)
  }

  async #do(button) {
    if (button.classList.contains("busy")) return
    button.classList.add("busy")
    let failed = false
    for (const act of STEPS[this.step].acts) failed ||= (await this.#one(act)) === false
    if (!failed) this.#mark()
    this.#draw()
  }

  /** One act of a step; false where it could not be done. */
  async #one(act) {
    if (act === "fill") return this.acts.fill()
    if (act.step) return this.acts.forward(act.step).then(() => true, () => false)
    return this.#play(act)
  }

  async #play([who, place, text]) {
    this.acts.go(who, place)
    if (text) await this.acts.say(text)
  }
}

const EXAMPLES = { "50000 EUR": "50000 EUR", "https://": "https://example.com/notes" }
const WHO = /\bwho(m)?\b.*\?$|whom\?$/i
const PERSON = "Gus Grant, CFO"
const WORDS = "Their board decides, after a pilot in one plant"

/** Fill a form with plausible answers and go to its button. */
export function fill(form) {
  for (const field of form.elements) write(field, form)
  form.scrollIntoView({ block: "center" })
  form.querySelector("[type=submit]").focus()
}

function write(field, form) {
  if (field.type === "radio") field.checked ||= field.value === "yes" && !form.querySelector(`[name="${CSS.escape(field.name)}"]:checked`)
  else if (field.value && field.getAttribute("aria-invalid") !== "true") return
  else if (field.tagName === "SELECT") field.selectedIndex = 1
  else if (field.closest(".dated") && field.type === "text") field.value = "in two weeks"
  else if (field.name) field.value = EXAMPLES[field.placeholder] ?? (field.tagName === "INPUT" && WHO.test(field.labels?.[0]?.textContent ?? "") ? PERSON : WORDS)
}
