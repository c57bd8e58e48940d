import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { CodeEditorProps, Diagnostic } from './CodeEditor';
import styles from './CodeEditor.module.css';

/** The colours of the portal; they follow its theme by themselves. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--cb-blue)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--cb-green)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--cb-amber)' },
  { tag: tags.comment, color: 'var(--cb-ink-3)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--cb-red)' },
]);

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--cb-ink)', backgroundColor: 'var(--cb-surface)' },
  '&.cm-focused': { outline: '2px solid var(--cb-focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--cb-font-mono)', fontSize: '13px', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--cb-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--cb-ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--cb-surface)',
    borderRight: '1px solid var(--cb-border)',
    color: 'var(--cb-ink-3)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--cb-surface-2) 60%, transparent)',
  },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--cb-accent-soft) !important',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--cb-surface)',
    border: '1px solid var(--cb-border)',
    color: 'var(--cb-ink)',
  },
});

/** An editor over CodeMirror. Tab leaves it, as the keyboard must not be caught. */
export default function CodeMirrorEditor(props: CodeEditorProps) {
  const { label, value, onChange, language = 'yaml', diagnostics, height = '480px' } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        bracketMatching(),
        indentOnInput(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        language === 'json' ? json() : yaml(),
        syntaxHighlighting(COLOURS),
        THEME,
        lintGutter(),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            changed.current(update.state.doc.toString());
          }
        }),
      ],
    });
    view.current = made;
    return () => made.destroy();
  }, [label, language]);
  useEffect(() => {
    const current = view.current;
    if (current && current.state.doc.toString() !== value) {
      current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
    }
  }, [value, label, language]);
  useEffect(() => {
    const current = view.current;
    if (current) {
      const marks = (diagnostics ?? []).map((diagnostic) => mark(current, diagnostic));
      current.dispatch(setDiagnostics(current.state, marks));
    }
  }, [diagnostics, value]);
  return <div ref={place} className={styles.editor} style={{ height }} />;
}

function mark({ state: { doc } }: EditorView, { line, column, severity, message }: Diagnostic) {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const from = Math.min(at.to, at.from + (column ? column - 1 : /\S|$/.exec(at.text)!.index));
  return { from, to: at.to, severity, message };
}
