// The sandbox's page: holds what is known, and passes it to the parts that show it.

import { clock, steps } from "./clock.js"
import { Composer } from "./composer.js"
import { ask, find } from "./dom.js"
import { files } from "./files.js"
import { Messages } from "./messages.js"
import { Line, Refused, key, post, postFile, resend, utter, waiting } from "./net.js"
import { rail } from "./rail.js"
import { Tour, fill } from "./tour.js"

const { cast, first, largest } = await (await fetch("/api/cast")).json()
const state = { who: "rob", place: first, cast, channels: [first], unread: {}, waiting: {}, zone: "UTC", epoch: 0 }
const messages = new Map()
let pending = waiting().map(({ payload }) => payload)
let moved = { now: new Date(), at: Date.now() }
let sentForm = null, pressedCard = null

const here = () => ({ who: state.who, place: state.place })
const list = new Messages({ press, send, say })
const composer = new Composer(say, here, () => list.openForm())
const line = new Line(news, arrived)

function go(who, place) {
  location.hash = `${who}/${place.startsWith("#") ? place.slice(1) : "direct"}`
  turn()
}

/** Look at what the address names: `#rob/deals`, `#rob/direct`. */
function turn() {
  const [who, name] = plain(location.hash.slice(1)).split("/")
  const person = cast.find(({ id }) => id === who) ?? cast[0]
  const place = !name ? first : name === "direct" ? person.id : `#${name}`
  // A place that isn't listed was opened a moment ago, or doesn't exist: what is true now has to come first.
  const listed = place === person.id || state.channels.includes(place)
  const other = person.id !== state.who || !line.who || !listed
  if (!other && place === state.place) return
  Object.assign(state, { who: person.id, place, zone: person.zone })
  drawer(false)
  if (other) {
    messages.clear()
    line.fresh = null
    line.follow(person.id)
  }
  list.clear()
  composer.turn()
  show(new Set())
  list.bottom()
}

/** An address as it was typed; one that cannot be read leads nowhere. */
function plain(address) {
  try {
    return decodeURIComponent(address)
  } catch {
    return ""
  }
}

function news(seen) {
  const again = seen.epoch !== state.epoch || line.fresh !== state.who
  if (seen.epoch !== state.epoch) { messages.clear(); list.clear() }
  line.fresh = state.who
  Object.assign(state, { epoch: seen.epoch, channels: seen.channels, unread: seen.unread, waiting: seen.waiting })
  // Only a reset closes a channel. Another list without this place is older than the place.
  if (again && !state.channels.includes(state.place) && state.place !== state.who) return go(state.who, first)
  const known = newest(seen.messages.length ? state.place : "")
  for (const message of seen.messages) messages.set(message.id, message)
  moved = { now: new Date(seen.now), at: Date.now() }
  const arrivedKeys = new Set(seen.messages.map((message) => message.key))
  pending = pending.filter((one) => !arrivedKeys.has(one.key))
  const fresh = seen.messages.filter(({ place }) => place === state.place)
  // An old card that was edited is drawn again where it stands; only what is new is followed and read out.
  const added = fresh.filter(({ id }) => id > known)
  const ended = fresh.filter(({ id }) => id <= known && id === pressedCard)
  show(new Set(fresh.map(({ id }) => id)), added.map(({ id }) => id))
  if (again) list.bottom()
  else announce([...added, ...ended])
  resume(fresh)
}

/** The id of the newest message of a place that is known here. */
function newest(where) {
  const ids = [...messages.values()].filter(({ place }) => place === where).map(({ id }) => id)
  return Math.max(0, ...ids)
}

function show(fresh, added = []) {
  const seen = [...messages.values()].filter(({ place }) => place === state.place).sort((a, b) => a.id - b.id)
  list.show(seen, pending.filter(({ who, place, quiet }) => !quiet && who === state.who && place === state.place), fresh, state, added)
  const me = cast.find(({ id }) => id === state.who)
  find("place").textContent = state.place.startsWith("#") ? state.place : "Stagecoach"
  find("about").textContent = state.place.startsWith("#") ? "Everyone is here" : `Only you, ${me.name.split(" ")[0]}, and the bot`
  find("me").textContent = `as ${me.name}`
  document.title = `${find("place").textContent} · ${me.name} · Stagecoach sandbox`
  rail({ ...state, lines: lines() }, go)
  tick()
  read(seen.at(-1)?.id)
}

/** Of each place the line that a phone would show of the bot's newest message. */
function lines() {
  const newest = {}
  for (const message of messages.values()) if (message.card && !(newest[message.place]?.id > message.id)) newest[message.place] = message
  return Object.fromEntries(Object.entries(newest).map(([place, { card }]) => [place, card.line || card.title]))
}

function tick() {
  clock(new Date(moved.now.getTime() + Date.now() - moved.at), state.zone)
}

/** What was looked at is read, once the page is really being looked at. */
function read(upto) {
  if (upto && state.unread[state.place] && document.visibilityState === "visible") post("read", { ...here(), message: upto }).catch(() => {})
}

function announce(fresh) {
  const told = fresh.filter(({ card }) => card).map(({ card }) => `Stagecoach: ${card.line || card.title}`)
  if (told.length) find("said").textContent = told.join(". ")
}

/** After a form was sent, go to its first wrong field, or back to the line. */
function resume(fresh) {
  if (!sentForm || !fresh.some(({ id }) => id === sentForm)) return
  const wrong = list.of(sentForm)?.querySelector("[aria-invalid=true], [data-wrong] input")
  if (wrong) wrong.focus()
  else composer.focus()
  sentForm = null
}

function say(text) {
  return send_("say", { ...here(), text, key: key() })
}

function press(message, button) {
  pressedCard = message.id
  return send_("press", { ...here(), message: message.id, command: button.command, label: button.label, key: key() })
}

function send(message, part, values) {
  sentForm = message.id
  const form = { message: message.id, command: part.command, subject: part.subject, label: part.title, values }
  return send_("send", { ...here(), ...form, key: key(), quiet: true })
}

async function send_(name, payload) {
  pending.push(payload)
  show(new Set())
  list.bottom()
  try {
    await utter(name, payload)
  } catch (fault) {
    if (!(fault instanceof Refused)) return arrived(false)
    composer.wrong(fault.message)
    if (payload.text && !find("line").value) composer.write(payload.text)
    drop(payload)
  }
  if (payload.quiet) drop(payload)
}

/** A file isn't saved until the server is back, as words are: it could be any size. */
async function sendFile(file) {
  const payload = { ...here(), key: key() }
  pending.push({ ...payload, label: file.name })
  show(new Set())
  list.bottom()
  composer.wrong("")
  try {
    await postFile(file, largest, payload)
  } catch (fault) {
    composer.wrong(fault instanceof Refused ? fault.message : `“${file.name}” didn’t arrive. Send it again when the sandbox is back.`)
    drop(payload)
  }
  composer.focus()
}

function drop(payload) {
  pending = pending.filter((one) => one.key !== payload.key)
  show(new Set())
}

let gone = pending.length > 0
async function arrived(is) {
  if (is && gone) await resend()
  pending = is && gone ? pending.filter((one) => waiting().some(({ payload }) => payload.key === one.key) || one.quiet) : pending
  gone = !is
  find("away").textContent = is ? "" : "The sandbox doesn’t answer. Your messages are saved and sent when it is back. Trying again…"
}

function drawer(open) {
  document.body.classList.toggle("drawer", open)
  find("menu").setAttribute("aria-expanded", String(open))
  if (open) find("cast").querySelector("[aria-current]").focus()
}

async function open() {
  const name = await ask({ title: "Open a channel", detail: "For example one for a customer. Everyone in the sandbox can read it.", field: "Name", yes: "Open" })
  if (name === null) return
  try {
    const { place } = await post("open", { name })
    if (!state.channels.includes(place)) state.channels = [...state.channels, place]
    go(state.who, place)
    composer.focus()
  } catch (fault) {
    composer.wrong(fault.message)
  }
}

async function reset() {
  const sure = await ask({ title: "Start over?", detail: "This deletes every deal, message and channel you made, and starts the story again.", yes: "Start over", danger: true })
  if (sure) await post("reset", {}).catch((fault) => composer.wrong(fault.message))
}

find("menu").addEventListener("click", () => drawer(true))
for (const id of ["shut", "shade"]) find(id).addEventListener("click", () => { drawer(false); find("menu").focus() })
addEventListener("keydown", (event) => { if (event.key === "Escape" && document.body.classList.contains("drawer")) find("shut").click() })
find("open").addEventListener("click", open)
find("reset").addEventListener("click", reset)
files(sendFile)
steps((sentence) => composer.wrong(sentence))
addEventListener("hashchange", turn)
document.addEventListener("visibilitychange", () => show(new Set()))
setInterval(tick, 20_000)
turn()
new Tour({ go, say, forward: (step) => post("clock", { step }), fill: fillNewest })

/** Fill in the form that was just asked for, once it is here; false where none comes. */
async function fillNewest() {
  for (let look = 0; look < 100; look++) {
    const form = pending.length ? null : list.newestForm()
    if (form) {
      fill(form)
      return true
    }
    await new Promise((go) => setTimeout(go, 50))
  }
  composer.wrong("No form came. Perhaps Globex has all its answers already.")
  return false
}
