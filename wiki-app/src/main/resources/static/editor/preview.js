// Shows beside the text what it will look like: the same words from the same renderer as the page.
import { calmly } from "../parts.js";

const PAUSE_MS = 250;

export function preview(form, pane, surface) {
  let shown = null;

  const show = calmly(PAUSE_MS, async () => {
    const text = surface().text();
    if (text === shown) return;
    const answer = await fetch("/api/v1/preview", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
    if (!answer.ok) return;
    const { html } = await answer.json();
    shown = text;
    pane.innerHTML = html;
    // An anchor of the text must not be taken for a part of this screen.
    for (const part of pane.querySelectorAll("[id]")) part.removeAttribute("id");
  });

  form.addEventListener("input", show);
  // The text is not left by a link in its own preview.
  pane.addEventListener("click", (event) => {
    const followed = event.target.closest("a[href]");
    if (!followed) return;
    event.preventDefault();
    if (!followed.getAttribute("href").startsWith("#")) open(followed.href, "_blank", "noopener");
  });
  show();
}
