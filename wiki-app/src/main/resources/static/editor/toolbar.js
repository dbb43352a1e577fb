// The buttons above the text, and their keys: the same in both editors.

const LISTS = { list: "- ", task: "- [ ] ", quote: "> " };

// What a button does to a text and its selection: the range to replace, by what, and what is selected then.
export function edit(kind, text, { from, to }) {
  const chosen = text.slice(from, to);
  switch (kind) {
    case "bold": return around(from, to, chosen, "**", "**", "bold");
    case "italic": return around(from, to, chosen, "*", "*", "italic");
    case "wiki": return around(from, to, chosen, "[[", "]]", "");
    case "link": return linked(from, to, chosen);
    case "code": return chosen.includes("\n") ? around(from, to, chosen, "```\n", "\n```", "") : around(from, to, chosen, "`", "`", "code");
    case "table": return table(text, from, to);
    case "head": return headed(text, from, to);
    default: return listed(text, from, to, LISTS[kind]);
  }
}

function around(from, to, chosen, before, after, sample) {
  const words = chosen || sample;
  const start = from + before.length;
  return { from, to, insert: before + words + after, anchor: start, head: start + words.length };
}

function linked(from, to, chosen) {
  const words = chosen || "words";
  const start = from + words.length + 3;
  return { from, to, insert: "[" + words + "](https://)", anchor: start, head: start + "https://".length };
}

function lines(text, from, to) {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  return { start, end: end < 0 ? text.length : end };
}

function headed(text, from, to) {
  const { start, end } = lines(text, from, from);
  const line = text.slice(start, end);
  const level = /^#{1,3} /.exec(line);
  const mark = level && level[0].length > 3 ? "" : (level ? "#" : "##") + (level ? level[0] : " ");
  const insert = mark + (level ? line.slice(level[0].length) : line);
  return { from: start, to: end, insert, anchor: start + insert.length, head: start + insert.length };
}

// Every line gets the mark, or loses it when all have it.
function listed(text, from, to, mark) {
  const { start, end } = lines(text, from, to);
  const all = text.slice(start, end).split("\n");
  const off = all.every((line) => line.startsWith(mark));
  const insert = all.map((line) => (off ? line.slice(mark.length) : mark + line)).join("\n");
  return { from: start, to: end, insert, anchor: start + insert.length, head: start + insert.length };
}

function table(text, from, to) {
  const begin = from === 0 || text[from - 1] === "\n" ? "" : "\n\n";
  const insert = begin + "| First | Second |\n| --- | --- |\n| one | two |\n";
  const word = from + begin.length + 2;
  return { from, to, insert, anchor: word, head: word + "First".length };
}

const KEYS = { b: "bold", i: "italic", k: "link" };

// `surface` gives the editor that is open at the moment.
export function listen(form, bar, surface) {
  function act(kind) {
    if (kind === "undo") return surface().undo();
    const change = edit(kind, surface().text(), surface().selection());
    surface().write(change.from, change.to, change.insert, change.anchor, change.head);
  }
  bar.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-edit]");
    if (pressed) act(pressed.dataset.edit);
  });
  // Before the editor's own keys.
  form.addEventListener("keydown", (event) => {
    const kind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? KEYS[event.key.toLowerCase()] : null;
    if (!kind || !event.target.closest(".source")) return;
    event.preventDefault();
    event.stopPropagation();
    act(kind);
  }, true);
}
