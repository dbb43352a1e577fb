// Makes the text field of the page an editor with colours, tool bar and preview; without this script it is a text field.
import { exchange } from "./exchange.js";
import { completions } from "./pages.js";
import { preview } from "./preview.js";
import { coloured, plain } from "./surface.js";
import { listen } from "./toolbar.js";

const CHOICE = "editor"; // "plain" for who likes the text field

const form = document.querySelector("form[data-editor]");
const area = form.elements.text;
const choice = form.querySelector("[data-plain]");
let surface = plain(area);

function chosen() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}

function choose(kind) {
  try {
    localStorage.setItem(CHOICE, kind);
  } catch {
    // It holds for this window.
  }
}

function open(kind) {
  surface.close();
  surface = kind === "plain" ? plain(area) : coloured(area, form.dataset.nonce, completions);
  choice.setAttribute("aria-pressed", kind === "plain");
}

const now = () => surface;
for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
for (const spare of document.querySelectorAll("[data-unscripted]")) spare.hidden = true;
form.querySelector(".panes").classList.remove("panes--one");
open(chosen());
choice.addEventListener("click", () => {
  const kind = choice.getAttribute("aria-pressed") === "true" ? "coloured" : "plain";
  choose(kind);
  open(kind);
  surface.focus();
});
listen(form, form.querySelector(".toolbar"), now);
preview(form, form.querySelector("[data-preview]"), now);
exchange(form, now);
document.documentElement.dataset.editor = "on";
