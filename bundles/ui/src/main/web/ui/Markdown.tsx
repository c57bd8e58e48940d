import { lazy, Suspense } from 'react';

const Rendered = lazy(() => import('./MarkdownRendered'));

interface Props {
  text: string;
  /** Headings in the text begin at this level, so that those of the page stay in order. */
  headings?: number;
  className?: string;
}

/** Whether text means something else as Markdown than as it stands. */
const formatted = (text: string) => /[*_`[\]<>#|~]|^\s*([-+]|\d+\.)\s|\n\s*\n|https?:/m.test(text);

/** Text in Markdown. The renderer is loaded only for text that needs it, and what it makes is sanitised. */
export function Markdown({ text, headings, className }: Props) {
  const plain = <div style={{ whiteSpace: 'pre-line' }}>{text}</div>;
  return (
    <div className={className}>
      {formatted(text) ? (
        <Suspense fallback={plain}>
          <Rendered text={text} headings={headings} />
        </Suspense>
      ) : (
        plain
      )}
    </div>
  );
}
