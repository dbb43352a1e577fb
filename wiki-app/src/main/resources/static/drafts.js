// Keeps what somebody types: at the peer, as soon as it can be told, and in this browser until the peer has it.
// Without this script nothing is kept before it is saved.
import { button, calmly, dismiss, element, encoded, notice } from "./parts.js";

const PAUSE_MS = 400;
const AWAY_MS = 2500; // until the peer is tried again
const QUIET_MS = 10000; // an entry this old belongs to no tab that is being typed in
const EDITOR = "typed:"; // an editor's fields, by the editor's name
const PASSAGE = "passage:"; // a single text, by its screen's path
const FIELDS = ["text", "baseRevision", "comment", "author", "tags", "startTags"];

const editor = document.querySelector("form[data-editor]");

// ---- this browser ------------------------------------------------------------------------------

function keepHere(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...value, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

function keptHere(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forgetHere(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing can be kept.
  }
}

// ---- the peer ----------------------------------------------------------------------------------

const address = (page, name) => "/api/v1/pages/" + encoded(page) + "/drafts/" + name;

// Throws if the peer cannot be reached.
async function keepThere(page, name, typed, last) {
  const answer = await fetch(address(page, name), {
    method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(typed), keepalive: last });
  if (answer.status >= 500) throw new Error("status " + answer.status);
  return answer;
}

// What a browser kept because its peer was away goes to the peer once it is there again.
async function rescue(own) {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(EDITOR) && each !== EDITOR + own)) {
    const kept = keptHere(key);
    if (!kept || Date.now() - kept.at < QUIET_MS) continue;
    const answer = await keepThere(kept.page, key.slice(EDITOR.length), kept.typed, false);
    if (answer.ok) forgetHere(key);
  }
  dispatchEvent(new Event("drafts"));
}

// ---- the editor --------------------------------------------------------------------------------

function keepTyping(form) {
  const page = form.dataset.livePage;
  const name = form.elements.editor.value;
  const key = EDITOR + name;
  const pill = document.getElementById("typed");
  const told = document.getElementById("typed-state");
  const typed = () => Object.fromEntries(FIELDS.map((field) => [field, form.elements[field].value]));
  const now = () => JSON.stringify(typed());
  // As the server gave it: what a browser put back by itself after a reload is typed.
  let start = JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, given(form.elements[field])])));
  let fresh = "fresh" in form.dataset;
  // What needs no keeping. The words of a save that was refused do: nobody may have them.
  let there = fresh || form.elements.origin.value ? start : "";
  let here = true;
  let submitting = false;

  async function tell() {
    const wanted = now();
    if (wanted === there || submitting) return;
    if (wanted === start && fresh) {
      await fetch(address(page, name), { method: "DELETE" });
      told.textContent = "";
    } else {
      const answer = await keepThere(page, name, JSON.parse(wanted), false);
      if (!answer.ok) {
        told.textContent = "Draft: only in this browser, not saved: " + (await answer.json()).detail;
        return;
      }
      told.textContent = "Draft: kept by your peer, not saved.";
      form.elements.keptAt.value = (await answer.json()).keptAt;
      await leaveOrigin();
    }
    there = wanted;
    if (now() === wanted) forgetHere(key);
  }

  // The draft that was gone on with is in this one now; what another window typed into it stays.
  async function leaveOrigin() {
    const { origin, originKeptAt } = form.elements;
    if (!origin.value) return;
    await fetch("/api/v1/drafts/" + origin.value + "?keptAt=" + encoded(originKeptAt.value), { method: "DELETE" });
    origin.value = "";
  }

  const keep = calmly(PAUSE_MS, async () => {
    try {
      await tell();
    } catch {
      told.textContent = here ? "Draft: your peer cannot be reached; kept in this browser, not saved."
        : "Draft: your peer cannot be reached; only in this window, not saved.";
      setTimeout(keep, AWAY_MS);
    }
  });

  function changed() {
    const untouched = now() === start && fresh;
    pill.hidden = untouched;
    form.dataset.untouched = untouched ? "yes" : "no";
    here = keepHere(key, { page, typed: typed() });
    keep();
  }

  // What stands in the editor now is stored, or is the page as it is: it needs no keeping.
  async function anew() {
    start = now();
    there = start;
    fresh = true;
    pill.hidden = true;
    form.dataset.untouched = "yes";
    forgetHere(key);
    told.textContent = "";
    form.elements.keptAt.value = "";
    try {
      await fetch(address(page, name), { method: "DELETE" });
      await leaveOrigin();
    } catch {
      // The draft says the same as the page: it is offered once more, and dropped then.
    }
  }

  form.dataset.untouched = fresh && now() === start ? "yes" : "no";
  form.addEventListener("input", changed);
  form.addEventListener("anew", anew);
  addEventListener("pagehide", () => {
    // What is too much for a request that outlives its page stays in this browser.
    if (now() !== there && !submitting) keepThere(page, name, typed(), true).catch(() => {});
  });
  addEventListener("beforeunload", (event) => {
    if (now() !== there && !submitting && !here) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    submitting = true;
    keepHere(key, { page, typed: typed() });
    try {
      sessionStorage.setItem("submitted", name);
    } catch {
      // Then it is offered once more as a draft.
    }
  });
  // Back to this editor as the browser remembers it: it may be typed in again.
  addEventListener("pageshow", (event) => { if (event.persisted) submitting = false; });

  // The last words before a tab died may be in this browser only.
  const kept = keptHere(key);
  if (kept && JSON.stringify(kept.typed) !== start) {
    for (const field of FIELDS) form.elements[field].value = kept.typed[field];
    changed();
  } else if (now() !== there) changed();
  else forgetHere(key);
}

function given(field) {
  return field.defaultValue.replaceAll("\r\n", "\n");
}

// ---- other texts -------------------------------------------------------------------------------

// A passage that is being chosen is no page: this browser keeps it.
function keepPassage(area) {
  const key = PASSAGE + location.pathname;
  const start = area.value;
  const kept = keptHere(key);
  if (kept && kept.text !== start) {
    const when = new Date(kept.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    notice("draft", false,
      element("p", "", element("strong", "", "What was typed here at " + when + " is in this browser."), " It was not saved."),
      button("Put it back", () => { area.value = kept.text; dismiss("draft"); area.focus(); }),
      button("Drop it", () => { forgetHere(key); dismiss("draft"); }));
  }
  area.addEventListener("input", () => keepHere(key, { text: area.value }));
}

// The peer has what was typed: the server led here after the save.
if (location.hash === "#saved") {
  try {
    forgetHere(EDITOR + sessionStorage.getItem("submitted"));
    sessionStorage.removeItem("submitted");
  } catch {
    // Nothing was kept.
  }
  history.replaceState(null, "", location.pathname + location.search);
}
if (editor) keepTyping(editor);
for (const area of document.querySelectorAll("textarea[data-keep]")) if (area.form !== editor) keepPassage(area);
rescue(editor ? editor.elements.editor.value : "").catch(() => {
  // No storage here, or the peer is away: the next screen tries again.
});
