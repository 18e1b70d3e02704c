// Talking with the sandbox's server: one-off requests that survive its absence, and live updates.

/** The server said no; the message is its sentence. */
export class Refused extends Error {}

/** A key of its own for every utterance, so that the same one sent twice counts once. */
export const key = () => crypto.randomUUID()

export async function post(name, payload) {
  const response = await fetch(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(payload),
  })
  const told = await response.json()
  if (!response.ok) throw new Refused(told.wrong ?? "That didn’t work.")
  return told
}

/** Send a file. One of more than `largest` bytes goes without them: its size is enough to be told that it is too big. */
export async function postFile(file, largest, payload) {
  const query = new URLSearchParams({ ...payload, name: file.name, size: file.size })
  const response = await fetch(`/api/file?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file.size > largest ? null : await bytes(file),
  })
  const told = await response.json()
  if (!response.ok) throw new Refused(told.wrong ?? "That didn’t work.")
}

/** A folder, and a file that changed or went away since it was chosen, can't be read. */
async function bytes(file) {
  try {
    return await file.arrayBuffer()
  } catch {
    throw new Refused(`I can’t read “${file.name}”. Choose a file, not a folder.`)
  }
}

const OUTBOX = "stagecoach.outbox"
const kept = () => JSON.parse(localStorage.getItem(OUTBOX) ?? "[]")
const keep = (all) => localStorage.setItem(OUTBOX, JSON.stringify(all))

/** What was said while the server was away, oldest first. */
export const waiting = kept

/** Send an utterance. It is kept until the server has taken it, and sent again under the same key when it is back. */
export async function utter(name, payload) {
  keep([...kept(), { name, payload }])
  return deliver({ name, payload })
}

async function deliver({ name, payload }) {
  const done = () => keep(kept().filter((other) => other.payload.key !== payload.key))
  try {
    const told = await post(name, payload)
    done()
    return told
  } catch (fault) {
    if (fault instanceof Refused) done()
    throw fault
  }
}

/** Send again whatever is still kept. */
export async function resend() {
  for (const one of kept()) await deliver(one).catch(() => {})
}

/** Live updates for one person; `news` gets each, `here` is told true or false as the server comes and goes. */
export class Line {
  #source = null
  #timer = 0

  constructor(news, here) {
    this.news = news
    this.here = here
    this.since = 0
  }

  /** Follow the room as `who`, from the beginning. */
  follow(who) {
    this.who = who
    this.since = 0
    this.#open()
  }

  #open() {
    clearTimeout(this.#timer)
    this.#source?.close()
    const source = new EventSource(`/api/live?who=${this.who}&since=${this.since}`)
    this.#source = source
    source.onopen = () => this.here(true)
    source.onmessage = (event) => {
      const seen = JSON.parse(event.data)
      this.since = seen.change
      this.news(seen)
    }
    source.onerror = () => {
      source.close()
      this.here(false)
      this.#timer = setTimeout(() => this.#open(), 1000)
    }
  }
}
