import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { useMemo } from 'react';
import styles from './Markdown.module.css';

const FORBIDDEN = ['style', 'form', 'input', 'button', 'textarea', 'select', 'svg', 'math'];

interface Props {
  text: string;
  headings?: number;
}

/** Markdown as sanitised HTML: nothing in it can run, style the page, or stand for one of its controls. */
export default function MarkdownRendered({ text, headings = 1 }: Props) {
  const html = useMemo(() => {
    const marked = new Marked({
      gfm: true,
      walkTokens: (token) => {
        if (token.type === 'heading') {
          token['depth'] = Math.min(6, token['depth'] + headings - 1);
        }
      },
    });
    const made = marked.parse(text, { async: false });
    return DOMPurify.sanitize(made, {
      USE_PROFILES: { html: true },
      FORBID_TAGS: FORBIDDEN,
      FORBID_ATTR: ['style', 'id', 'class', 'name'],
    });
  }, [text, headings]);
  return <div className={styles.markdown} dangerouslySetInnerHTML={{ __html: html }} />;
}
