// The two editors behind one door: CodeMirror, and the plain text field that is in the page anyway.
// The text field always holds the text: what keeps, sends or previews it need not know which one is open.
import * as code from "./codemirror.js";

// What changed between sending a text and its answer is kept: the answer's changes are put onto what stands there now.
export function carried(sent, answered, now) {
  const theirs = changes(sent, answered);
  return theirs.map(changes(sent, now), true);
}

function changes(from, to) {
  const edits = code.diff(from, to).map((each) => (
    { from: each.fromA, to: each.toA, insert: to.slice(each.fromB, each.toB) }));
  return code.ChangeSet.of(edits, from.length);
}

// Tells the scripts of the form, as typing does.
function tell(area) {
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// ---- the plain text field ----------------------------------------------------------------------

export function plain(area) {
  return {
    text: () => area.value,
    selection: () => ({ from: area.selectionStart, to: area.selectionEnd }),
    focus: () => area.focus(),
    undo: () => { area.focus(); document.execCommand("undo"); },
    // A person's own change: their undo takes it back.
    write(from, to, insert, anchor, head) {
      area.focus();
      area.setSelectionRange(from, to);
      const kept = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
      if (!kept) area.setRangeText(insert, from, to, "end");
      area.setSelectionRange(anchor, head);
      tell(area);
    },
    // Somebody else's change: the cursor stays where it was in the text.
    take(set) {
      const focused = document.activeElement === area;
      const cursor = [set.mapPos(area.selectionStart, 1), set.mapPos(area.selectionEnd, 1)];
      const scrolled = area.scrollTop;
      area.value = code.EditorState.create({ doc: area.value }).update({ changes: set }).newDoc.toString();
      area.setSelectionRange(...cursor);
      if (focused) area.focus();
      area.scrollTop = scrolled;
      tell(area);
    },
    close: () => {},
  };
}

// ---- CodeMirror --------------------------------------------------------------------------------

const arrived = code.StateEffect.define();
const marks = code.StateField.define({
  create: () => code.Decoration.none,
  update(value, step) {
    let now = value.map(step.changes);
    for (const effect of step.effects) if (effect.is(arrived)) now = effect.value;
    return now;
  },
  provide: (field) => code.EditorView.decorations.from(field),
});

function marked(state, set) {
  const lines = new Set();
  set.iterChangedRanges((fromA, toA, from, to) => {
    for (let at = from; at < to || at === from;) {
      const line = state.doc.lineAt(at);
      lines.add(line.from);
      at = line.to + 1;
    }
  });
  const decoration = code.Decoration.line({ class: "merged" });
  return code.Decoration.set([...lines].sort((a, b) => a - b).map((at) => decoration.range(at)));
}

export function coloured(area, nonce, completions) {
  let telling = true;
  const view = new code.EditorView({
    doc: area.value,
    extensions: [
      code.EditorView.cspNonce.of(nonce),
      code.history(),
      code.drawSelection(),
      code.dropCursor(),
      code.lineNumbers(),
      code.highlightActiveLine(),
      code.EditorView.lineWrapping,
      code.markdown({ base: code.markdownLanguage }),
      code.syntaxHighlighting(code.classHighlighter),
      code.autocompletion({ override: [completions], icons: false }),
      code.keymap.of([...code.completionKeymap, ...code.markdownKeymap, ...code.defaultKeymap, ...code.historyKeymap]),
      marks,
      code.EditorView.contentAttributes.of({ "aria-label": "Text of the page in Markdown", spellcheck: "true", tabindex: "0" }),
      code.EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        if (telling) tell(area);
      }),
    ],
  });
  area.before(view.dom);
  area.hidden = true;
  return {
    text: () => view.state.doc.toString(),
    selection: () => ({ from: view.state.selection.main.from, to: view.state.selection.main.to }),
    focus: () => view.focus(),
    undo: () => { code.undo(view); view.focus(); },
    write(from, to, insert, anchor, head) {
      view.dispatch({ changes: { from, to, insert }, selection: { anchor, head }, scrollIntoView: true, userEvent: "input" });
      view.focus();
    },
    take(set) {
      const step = view.state.update({ changes: set });
      view.dispatch({ changes: set, effects: arrived.of(marked(step.state, set)) });
    },
    close() {
      const { anchor, head } = view.state.selection.main;
      telling = false;
      area.hidden = false;
      view.destroy();
      area.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head));
    },
  };
}
