// How blocks look in Slack, drawn by a library that imitates its client. `window.draw` puts them on the page.
import React from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const LOGO = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><rect width='100' height='100' fill='%231F4E79'/></svg>";
let root, drawn = 0;

window.draw = (blocks, above, below) => {
  root ??= createRoot(document.getElementById("card"));
  document.getElementById("above").textContent = above;
  document.getElementById("below").textContent = below;
  const message = <Message key={++drawn} logo={LOGO} name="Stagecoach" time={new Date(0)} blocks={blocks} />;
  flushSync(() => root.render(message));
};
