// Loaded before the Agents Playground, which would listen on every address of the machine: only this machine hears it.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (...words) {
  const [port, host] = words;
  if (["number", "string"].includes(typeof port) && typeof host !== "string") words.splice(1, 0, "127.0.0.1");
  return listen.apply(this, words);
};
