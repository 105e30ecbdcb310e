// The field of the Markdown: CodeMirror, with what a text in French needs and no more.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, Language, defineLanguageFacet, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { Strikethrough, Table, parser } from "@lezer/markdown";

const markdown = new Language(defineLanguageFacet({}), parser.configure([Table, Strikethrough]), [], "markdown");

const look = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "bold" },
  { tag: tags.strong, fontWeight: "bold" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, textDecoration: "underline" },
  { tag: tags.url, opacity: "0.8" },
  { tag: tags.processingInstruction, opacity: "0.7" },
]);

// What the component says to those who hear it.
const phrases = {
  "Control character": "Signe invisible", "Diagnostics": "Problèmes", "No diagnostics": "Aucun problème",
};

// editText puts an editor in the place of a textarea, which it keeps up to date. Tab
// leaves it, as it leaves any other field.
export const editText = (area, { label, help, nonce, changed, dropped }) => {
  let quiet = false;
  const extensions = [
    history(), drawSelection(), EditorView.lineWrapping, markdown, syntaxHighlighting(look),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorState.phrases.of(phrases),
    EditorView.cspNonce.of(nonce),
    EditorView.contentAttributes.of({ "aria-labelledby": label, "aria-describedby": help, spellcheck: "true", lang: "fr", autocapitalize: "sentences" }),
    EditorView.domEventHandlers({ drop: (event) => dropped(event) }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      area.value = update.state.doc.toString();
      if (!quiet) changed();
    }),
  ];
  const stateOf = (doc) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: stateOf(area.value) });
  area.hidden = true;
  area.after(view.dom);

  // Columns count characters, and the component's count UTF-16.
  const offset = ({ l, c }) => {
    const line = view.state.doc.line(Math.max(1, Math.min(l, view.state.doc.lines)));
    return line.from + [...line.text].slice(0, c - 1).join("").length;
  };

  return {
    get value() { return view.state.doc.toString(); },
    set value(text) {
      if (text === view.state.doc.toString()) return;
      quiet = true;
      area.value = text;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      quiet = false;
    },
    focus: () => view.focus(),
    insert: (text) => view.dispatch(view.state.replaceSelection(text)),
    go: (place) => {
      view.dispatch({ selection: { anchor: offset(place) }, effects: EditorView.scrollIntoView(offset(place), { y: "center" }) });
      view.focus();
    },
    mark: (problems) => {
      const marks = problems.map(({ debut, fin, erreur, message }) => {
        const from = offset(debut);
        return { from, to: Math.max(from, offset(fin)), severity: erreur ? "error" : "warning", message };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
  };
};
