// Keeps a page as it is at the peer while somebody looks at it.
// Everything works without this script; it only fetches what the server renders anyway.
import { button, calmly, dismiss, dismissal, element, encoded, link, notice } from "./parts.js";

const FEW_MS = 120; // several events of one save are answered together
const BAR_MS = 1000;
const SILENT_MS = 2500;
const ADMIN_MS = 1000; // the dashboard follows a burst of events once a second
const LOOK_MS = 5000; // figures that move without an event, such as round trips

const marked = document.querySelector("[data-live-page]");
const page = marked ? marked.dataset.livePage : null;
const lists = document.querySelector("[data-live-changes]") !== null;
const admin = document.querySelector("[data-live-admin]") !== null;
const reader = document.querySelector("article[data-ts]");
const editor = document.querySelector("form[data-editor]");

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (answer.status >= 500) throw new Error("status " + answer.status);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { answer, parsed };
}

// ---- regions ---------------------------------------------------------------------------------

const plain = (region) => [...region.children].map((child) => child.outerHTML);
let shown = [];
const text = document.querySelector('[data-live="text"]');
if (text) shown = plain(text);

function swap(fresh, names) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const name = old.dataset.live;
    if (name === "text" || (names && !names.includes(name))) continue;
    const now = fresh.querySelector('[data-live="' + name + '"]');
    if (now) exchange(old, now);
  }
}

// The same but for what the person did to it: an open receipt stays open, the focus stays.
function exchange(old, now) {
  const opened = [...old.querySelectorAll("details")].map((details) => details.open);
  [...now.querySelectorAll("details")].forEach((details, i) => {
    details.open = opened[i] === undefined ? details.open : opened[i];
  });
  if (old.isEqualNode(now)) return;
  const focusable = (region) => [...region.querySelectorAll("a, button, summary, input")];
  const focused = focusable(old).indexOf(document.activeElement);
  const kept = document.importNode(now, true);
  const scrolled = (region) => [region, ...region.querySelectorAll(".scroll")];
  const before = scrolled(old).map((box) => box.scrollLeft);
  old.replaceWith(kept);
  scrolled(kept).forEach((box, i) => { if (before[i]) box.scrollLeft = before[i]; });
  if (focused >= 0 && focusable(kept)[focused]) focusable(kept)[focused].focus();
}

// ---- reading ---------------------------------------------------------------------------------

async function arrived(since) {
  const answer = await fetch(
    "/api/v1/pages/" + encoded(page) + "/history?limit=100&from=" + (since + 1), { cache: "no-store" });
  const lines = answer.ok ? await answer.json() : [];
  return lines.filter((line) => line.ts !== null);
}

function named(lines) {
  const last = lines[lines.length - 1];
  if (lines.length === 1) return "Version " + last.ts + " by " + last.author;
  const authors = [...new Set(lines.map((line) => line.author))].join(", ");
  return "Versions " + lines[0].ts + " to " + last.ts + " by " + authors;
}

async function refreshReading() {
  const { answer, parsed } = await fetched(location.pathname + location.search);
  const now = parsed.querySelector("article[data-ts]");
  if (!answer.ok || !now) return;
  swap(parsed, null);
  const before = Number(reader.dataset.ts);
  const ts = Number(now.dataset.ts);
  reader.dataset.ts = now.dataset.ts;
  const fresh = parsed.querySelector('[data-live="text"]');
  const freshBlocks = plain(fresh);
  if (freshBlocks.join("") === shown.join("")) return;
  const lines = ts > before ? await arrived(before) : [];
  showText(fresh, lines);
  if (lines.length > 0) tellArrival(lines, before);
  shown = freshBlocks;
}

let changed = 0;
function showText(fresh, lines) {
  const known = new Set(shown);
  const who = lines.length > 0 ? named(lines.slice(-1)) : "";
  const kept = document.importNode(fresh, true);
  changed = 0;
  for (const block of [...kept.children]) {
    if (known.has(block.outerHTML)) continue;
    changed++;
    const box = element("div", "is-new");
    if (who) box.append(element("span", "who", who));
    block.replaceWith(box);
    box.append(block);
  }
  document.querySelector('[data-live="text"]').replaceWith(kept);
}

function tellArrival(lines, before) {
  let passages = "What changed is no longer on the page.";
  if (changed === 1) passages = "One passage changed; it is marked in the margin.";
  if (changed > 1) passages = changed + " passages changed; they are marked in the margin.";
  const words = element("p", "", element("strong", "", named(lines)), " arrived while you were reading. " + passages);
  const history = "/wiki/" + encoded(page) + "/history?from=" + before + "&to=" + lines[lines.length - 1].ts;
  notice("arrival", false, words, link("Show the difference", history + "#difference"), dismissal("arrival"));
}

// ---- writing ---------------------------------------------------------------------------------

// Its own drafts are not offered to an editor.
function asking() {
  return new URLSearchParams({ editor: editor.elements.editor.value, origin: editor.elements.origin.value });
}

async function refreshEditor() {
  const { answer, parsed } = await fetched(location.pathname + "?" + asking());
  if (!answer.ok) return;
  swap(parsed, null);
  const now = parsed.querySelector("form[data-editor]");
  if (!now) return;
  const before = Number(editor.dataset.ts);
  if (Number(now.dataset.ts) <= before) return;
  const lines = await arrived(before);
  // The editor's own scripts merge it, and move on to the newest by that.
  if (lines.length > 0) editor.dispatchEvent(new CustomEvent("arrived", { detail: { lines, before } }));
}

// ---- other screens ---------------------------------------------------------------------------

async function refreshList() {
  const { answer, parsed } = await fetched(location.pathname + location.search);
  if (answer.ok && !answer.redirected) swap(parsed, null);
}

const refreshAdmin = calmly(ADMIN_MS, refreshList);
if (admin) setInterval(() => { if (stream !== null) refreshAdmin(); }, LOOK_MS);

async function refreshMissing() {
  const { answer } = await fetched(location.pathname);
  if (answer.ok) location.reload();
}

function tellReload() {
  const words = element("p", "", "This page has changed since you opened its history.");
  notice("arrival", false, words, link("Show it as it is now", location.pathname), dismissal("arrival"));
}

// On a phone the menus are strips: where one is now must not be beyond the edge.
for (const here of document.querySelectorAll("nav [aria-current=page]"))
  here.scrollIntoView({ block: "nearest", inline: "center" });

const bar = ["connection", "switch", "conflicts", "away"];
const refreshBar = calmly(BAR_MS, async () => swap((await fetched("/bar")).parsed, bar));
const refreshOwn = calmly(FEW_MS, async () => {
  if (reader) await refreshReading();
  else if (editor) await refreshEditor();
  else if (lists) await refreshList();
  else if (page !== null && document.querySelector("[data-missing]")) await refreshMissing();
});

// The connection changes without leaving the page: somebody may be typing on it.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.connection") || !event.submitter || event.submitter.dataset.look) return;
  event.preventDefault();
  const online = event.submitter.value === "true";
  try {
    const answer = await fetch("/api/v1/connection", {
      method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ online }) });
    if (!answer.ok) throw new Error("status " + answer.status);
    refreshBar();
    refreshOwn();
  } catch {
    tellAway();
  }
});

// ---- what the peer tells ---------------------------------------------------------------------

let stream = null;
let silence = 0;

function heard(kind, event) {
  const told = event.data ? JSON.parse(event.data) : {};
  refreshBar();
  if (admin) refreshAdmin();
  const mine = page !== null && told.name === page;
  if (mine && !reader && !editor && !lists && kind === "page" && !document.querySelector("[data-missing]")) tellReload();
  else if (mine || lists || kind === "missed" || kind === "sync") refreshOwn();
}

function open() {
  stream = new EventSource("/api/v1/events");
  for (const kind of ["page", "receipt", "sync", "peers", "changes", "missed"])
    stream.addEventListener(kind, (event) => heard(kind, event));
  stream.addEventListener("open", () => {
    clearTimeout(silence);
    silence = 0;
    dismiss("away");
    document.documentElement.dataset.live = "on";
    // What happened between the server's answer and now was told to nobody here.
    refreshBar();
    if (admin) refreshAdmin();
    refreshOwn();
  });
  stream.addEventListener("error", () => {
    document.documentElement.dataset.live = "off";
    if (silence === 0) silence = setTimeout(tellAway, SILENT_MS);
    // A refused stream is not tried again by the browser itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) { close(); open(); } }, SILENT_MS);
  });
}

function close() {
  if (stream) stream.close();
  stream = null;
}

function tellAway() {
  const words = element("p", "", element("strong", "", "This window cannot reach its own peer."),
    editor ? " Keep it open: what you type stays here and can be saved when the peer is back."
      : " What stands here may be old. It goes on by itself when the peer is back.");
  notice("away", true, words);
  const connection = document.querySelector(".link-state .soft");
  if (connection) connection.textContent = "Own peer not reached";
}

// A browser opens few connections to one address: only tabs that are looked at hold one.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    close();
    clearTimeout(silence);
    silence = 0;
  } else if (stream === null) open();
});
window.addEventListener("pagehide", () => { close(); clearTimeout(silence); });
window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
if (!document.hidden) open();
window.addEventListener("drafts", () => refreshOwn());
