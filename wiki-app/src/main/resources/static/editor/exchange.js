// What an open editor and its peer tell each other: saves that stay in the editor, and saves of others that arrive.
import { dismissal, element, encoded, link, notice } from "../parts.js";
import { carried } from "./surface.js";

export function exchange(form, surface) {
  const page = form.dataset.livePage;
  const fields = form.elements;
  const told = document.getElementById("typed-state");
  // The page's own line ends go over the wire; the editor has its own.
  const crlf = form.dataset.lines === "crlf";
  const wire = (text) => (crlf ? text.replaceAll("\n", "\r\n") : text);
  const here = (text) => text.replaceAll("\r\n", "\n");

  async function call(method, path, body) {
    return fetch("/api/v1/pages/" + encoded(page) + path, {
      method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }

  const words = (value) => value.split(",").map((each) => each.trim()).filter((each) => each !== "");

  // ---- saves of others -------------------------------------------------------------------------

  async function merge(lines, before) {
    const sent = surface().text();
    const base = fields.baseRevision.value;
    const answer = await call("POST", "/merge", { text: wire(sent), baseRevision: base });
    // While it was asked, this editor saved: it has the newest.
    if (fields.baseRevision.value !== base) return;
    if (answer.status === 404 || !answer.ok) return tellApart(lines);
    const merged = await answer.json();
    if (merged.conflicts > 0) return tellSameWords(lines);
    const untouched = form.dataset.untouched === "yes";
    const set = carried(sent, here(merged.text), surface().text());
    fields.baseRevision.value = merged.revision;
    form.dataset.ts = merged.ts;
    if (!set.empty) surface().take(set);
    form.dispatchEvent(new Event(untouched ? "anew" : "input"));
    tellMerged(lines, before, set.empty);
  }

  function named(lines) {
    const last = lines[lines.length - 1];
    const authors = [...new Set(lines.map((line) => line.author))].join(", ");
    return lines.length === 1 ? "Version " + last.ts + " by " + last.author
      : "Versions " + lines[0].ts + " to " + last.ts + " by " + authors;
  }

  const difference = (lines, before) => link("Show it", "/wiki/" + encoded(page) + "/history?from=" + before
    + "&to=" + lines[lines.length - 1].ts + "#difference");

  function tell(lines, before, sentence) {
    // It is told once, whatever comes of it.
    form.dataset.ts = Math.max(Number(form.dataset.ts), lines[lines.length - 1].ts);
    const shown = difference(lines, before);
    shown.target = "_blank";
    notice("arrival", false, element("p", "", element("strong", "", named(lines)), " " + sentence), shown, dismissal("arrival"));
  }

  function tellMerged(lines, before, same) {
    tell(lines, before, same ? "arrived while you were typing. The text is the same as yours."
      : "arrived while you were typing, and is merged into your text. Your words and your cursor stayed where they were.");
  }

  function tellSameWords(lines) {
    tell(lines, lines[0].ts - 1, "changed words that you are changing too. Your text stays as it is; when you save, both are kept until somebody chooses.");
  }

  function tellApart(lines) {
    tell(lines, lines[0].ts - 1, "arrived while you were typing. Your text stays as it is; when you save, both are merged.");
  }

  // ---- a save that stays here ------------------------------------------------------------------

  const mine = new Set();
  let saving = null;

  async function save() {
    if (saving) return;
    saving = saveOnce().catch(() => {
      told.textContent = "Not saved: your peer cannot be reached. What you typed is kept; save again when it is back.";
    });
    await saving;
    saving = null;
  }

  async function saveOnce() {
    const sent = surface().text();
    const comment = fields.comment.value;
    const tags = fields.tags.value;
    const answer = await call("PUT", "", {
      text: wire(sent), comment, author: fields.author.value, tags: words(tags), startTags: words(fields.startTags.value),
      baseRevision: fields.baseRevision.value === "" ? null : fields.baseRevision.value });
    const saved = await answer.json();
    if (!answer.ok) {
      notice("refused", true, element("p", "", element("strong", "", "Not saved."), " " + saved.detail), dismissal("refused"));
      return;
    }
    mine.add(saved.patchId);
    const text = here(saved.text);
    const set = carried(sent, text, surface().text());
    fields.baseRevision.value = saved.revision;
    fields.startTags.value = saved.tags.join(", ");
    if (fields.tags.value === tags) fields.tags.value = fields.startTags.value;
    if (fields.comment.value === comment) fields.comment.value = "";
    if (!set.empty) surface().take(set);
    form.dispatchEvent(new Event(surface().text() === text ? "anew" : "input"));
    told.textContent = "Saved. You can go on writing.";
  }

  async function arrived({ lines, before }) {
    await saving;
    const others = lines.filter((line) => !mine.has(line.patchId));
    if (others.length > 0) await merge(others, before);
    else form.dataset.ts = lines[lines.length - 1].ts;
  }

  // Of an answer that does not come the next event asks again.
  form.addEventListener("arrived", (event) => arrived(event.detail).catch(() => {}));
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save();
  });
}
