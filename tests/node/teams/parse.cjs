// Reads cards as JSON from the standard input, one a line, and writes what Microsoft's own parser has against each.
const { createInterface } = require("node:readline");
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = require("adaptivecards/dist/adaptivecards.js");

const TEAMS = new HostConfig({ actions: { maxActions: 6 } }); // in one row; the parser's own default is 5

function faults(made) {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig = TEAMS;
  card.parse(made, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const checked = card.validateProperties().validationEvents.map((event) => event.message);
  const lost = made.body.length - card.getItemCount();
  return [...parsed, ...checked, ...(lost ? [`${lost} elements are lost`] : [])];
}

createInterface({ input: process.stdin }).on("line", (line) => console.log(JSON.stringify(faults(JSON.parse(line)))));
