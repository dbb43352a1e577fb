// Small pieces that the scripts of the screens share.

const notices = document.getElementById("live-notices");

export const encoded = (name) => encodeURIComponent(name);

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

export function notice(id, loud, words, ...acts) {
  dismiss(id);
  const box = element("div", loud ? "notice notice--loud" : "notice", words, ...acts);
  box.id = id;
  box.setAttribute("role", loud ? "alert" : "status");
  notices.append(box);
  return box;
}

export function dismiss(id) {
  const old = document.getElementById(id);
  if (old) old.remove();
}

export function dismissal(id) {
  return button("Dismiss", () => dismiss(id));
}

export function button(words, action) {
  const made = element("button", "btn btn--quiet", words);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

export function link(words, address) {
  const made = element("a", "btn btn--quiet", words);
  made.href = address;
  return made;
}

// Runs one after the other: what is asked for meanwhile runs once more afterwards.
export function calmly(pause, action) {
  let waits = false;
  let runs = false;
  async function run() {
    waits = false;
    runs = true;
    try {
      await action();
    } catch {
      // The peer is away: the stream says so, and everything is asked anew when it is back.
    }
    runs = false;
    if (waits) setTimeout(run, pause);
  }
  return () => {
    if (waits) return;
    waits = true;
    if (!runs) setTimeout(run, pause);
  };
}
