import { lazy, Suspense } from 'react';

const Rendered = lazy(() => import('./MarkdownRendered'));

/** Whether text means something else as Markdown than as it stands. */
const formatted = (text: string) => /[*_`[\]<>#|~]|^\s*([-+]|\d+\.)\s|\n\s*\n|https?:/m.test(text);

/** Text in Markdown. The renderer is loaded only for text that needs it, and what it makes is sanitised. */
export function Markdown({ text }: { text: string }) {
  const plain = <div style={{ whiteSpace: 'pre-line' }}>{text}</div>;
  return formatted(text) ? (
    <Suspense fallback={plain}>
      <Rendered text={text} />
    </Suspense>
  ) : (
    plain
  );
}
