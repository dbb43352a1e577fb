// Completes titles in the box that opens a page; without this script the box finds them when it is sent.
import { calmly, element } from "./parts.js";

const PAUSE_MS = 120;
const MOST = 10;
const box = document.querySelector(".find input");
const list = document.getElementById("titles");
let shown = null;

const complete = calmly(PAUSE_MS, async () => {
  const letters = box.value.trim();
  if (letters === shown || letters === "") return;
  const answer = await fetch("/api/v1/titles?limit=" + MOST + "&q=" + encodeURIComponent(letters));
  if (!answer.ok) return;
  shown = letters;
  list.replaceChildren(...(await answer.json()).map((page) => {
    const option = element("option", "");
    option.value = page.link;
    return option;
  }));
});

box.addEventListener("input", complete);
// The key that opens many a search box, where nobody is typing.
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
});
