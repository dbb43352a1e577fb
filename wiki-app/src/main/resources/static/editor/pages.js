// Completes the names of pages behind two brackets.

const MOST = 12;

export async function completions(context) {
  const typed = context.matchBefore(/\[\[[^[\]|#\n]*/);
  if (!typed) return null;
  const words = typed.text.slice(2);
  try {
    const answer = await fetch("/api/v1/titles?limit=" + MOST + "&q=" + encodeURIComponent(words));
    if (!answer.ok) return null;
    const closed = context.state.sliceDoc(context.pos, context.pos + 2) === "]]";
    const options = (await answer.json()).map((page) => ({
      label: page.title,
      detail: page.link === page.title ? "" : page.link,
      apply: (view, completion, from, to) => {
        const insert = page.link + (closed ? "" : "]]");
        const end = from + insert.length + (closed ? 2 : 0);
        view.dispatch({ changes: { from, to, insert }, selection: { anchor: end }, userEvent: "input.complete" });
      },
    }));
    return { from: typed.from + 2, options, filter: false };
  } catch {
    return null;
  }
}
