// Draws a chart: its shape as SVG, its figures as text beside it, so that each can be read at every size.

import { fresh, h, svg } from "./dom.js"

/** A funnel or a wheel, under its label. */
export function chart(part) {
  const name = fresh("chart")
  return h("figure", { class: `chart ${part.shape}`, "aria-labelledby": name },
    h("figcaption", { id: name }, part.label), SHAPE[part.shape](part))
}

const SHAPE = { funnel, wheel }
const words = ({ label, note }) => [h("span", { class: "label" }, label), h("span", { class: "note" }, note)]

const BAND = 26  // of the 40 units of a step's height; the rest leads on to the next step
const LEAST = 1  // of 100: a step of nothing is still seen

/** A row for each step: what is in it now, within all that came this far or further, which narrows from step to step. */
function funnel({ points }) {
  const whole = sum(points) || 1
  const share = (some) => Math.max(LEAST, (100 * sum(some)) / whole)
  const far = points.map((_, at) => share(points.slice(at)))
  const rows = points.map((point, at) => h("li", {}, step(far[at], share([point]), far[at + 1]), words(point)))
  return [h("p", { class: "keys", "aria-hidden": "true" }, h("span", { class: "now" }, "in the stage"), h("span", { class: "far" }, "this far or further")), h("ul", {}, rows)]
}

const sum = (points) => points.reduce((all, { value }) => all + value, 0)

function step(far, now, next) {
  const high = next ? 40 : BAND
  const bend = (BAND + high) / 2
  const [left, right] = [50 - far / 2, 50 + far / 2]
  const [below, beyond] = [50 - (next || far) / 2, 50 + (next || far) / 2]
  const down = `M${left} 0V${BAND}C${left} ${bend} ${below} ${bend} ${below} ${high}`
  return svg("svg", { viewBox: `0 0 100 ${high}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { class: "far", d: `${down}H${beyond}C${beyond} ${bend} ${right} ${bend} ${right} ${BAND}V0Z` }),
    svg("path", { class: "edge", d: `${down}M${right} 0V${BAND}C${right} ${bend} ${beyond} ${bend} ${beyond} ${high}` }),
    svg("rect", { class: "now", x: 50 - now / 2, y: 4, width: now, height: BAND - 8 }))
}

const RIM = 74
const GAP = 2.5  // degrees between two parts of the rim

/** A coach's wheel: the parts are its rim, all of them together stand in its hub. */
function wheel({ label, points, total }) {
  const whole = sum(points)
  let from = 0
  const rim = points.map(({ value }, at) => {
    const wide = whole ? (360 * value) / whole : 0
    const part = wide && svg("path", { class: `rim ${part_(points, at)}`, d: arc(RIM, from + gap(wide), from + wide - gap(wide)) })
    from += wide
    return part
  }).filter(Boolean)
  if (!whole) rim.push(svg("circle", { class: "rim none", cx: 100, cy: 100, r: RIM }))
  const drawing = svg("svg", { viewBox: "0 0 200 200", role: "img", "aria-label": total ? `${label}: ${total}` : label },
    ...spokes(), ...rim, ...turning(), ...hub(total))
  const row = (point, at) => h("li", {}, h("span", { class: `key ${point.value ? part_(points, at) : "none"}`, "aria-hidden": "true" }), words(point))
  return h("div", { class: "around" }, drawing, h("ul", {}, points.map(row)))
}

/** The colour of a part, counted from the last, so that wheels with the same last parts agree. */
const part_ = (points, at) => `part-${(points.length - 1 - at) % 6}`

/** A part that is all of the rim has no gap; a thin one isn't all gap. */
const gap = (wide) => (wide > 359 ? 0.01 : Math.min(GAP, wide / 3) / 2)

function spokes() {
  return [...Array(8).keys()].map((at) => {
    const [near, far] = [point(24, at * 45), point(RIM - 14, at * 45)]
    return svg("line", { class: "spoke", x1: near[0], y1: near[1], x2: far[0], y2: far[1] })
  })
}

/** Two arrows around the rim: it turns. */
function turning() {
  return [20, 200].flatMap((from) => {
    const [tip, inside, outside] = [point(94, from + 60), point(89, from + 54), point(99, from + 54)]
    return [svg("path", { class: "turning", d: arc(94, from, from + 57) }), svg("path", { class: "tip", d: `M${inside}L${tip}L${outside}Z` })]
  })
}

/** The hub, with all parts together where the card doesn't say them elsewhere. */
function hub(total) {
  const axle = svg("circle", { class: "axle", cx: 100, cy: 100, r: 9 })
  const [number, ...rest] = total.split(" ")
  const words = [svg("text", { class: "number", x: 100, y: rest.length ? 102 : 108 }, number), svg("text", { class: "unit", x: 100, y: 118 }, rest.join(" "))]
  return [svg("circle", { class: "hub", cx: 100, cy: 100, r: total ? 34 : 24 }), ...(total ? words : [axle])]
}

/** An arc clockwise between two angles, in degrees from the top. */
function arc(radius, from, to) {
  return `M${point(radius, from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${point(radius, to)}`
}

function point(radius, degrees) {
  const angle = (degrees * Math.PI) / 180
  return [100 + radius * Math.sin(angle), 100 - radius * Math.cos(angle)].map((one) => Math.round(one * 100) / 100)
}
