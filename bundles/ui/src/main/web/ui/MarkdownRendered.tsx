import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';
import styles from './Markdown.module.css';

const FORBIDDEN = ['style', 'form', 'input', 'button', 'textarea', 'select', 'svg', 'math'];

/** Markdown as sanitised HTML: nothing in it can run, style the page, or stand for one of its controls. */
export default function MarkdownRendered({ text }: { text: string }) {
  const html = useMemo(() => {
    const made = marked.parse(text, { async: false, gfm: true });
    return DOMPurify.sanitize(made, {
      USE_PROFILES: { html: true },
      FORBID_TAGS: FORBIDDEN,
      FORBID_ATTR: ['style', 'id', 'class', 'name'],
    });
  }, [text]);
  return <div className={styles.markdown} dangerouslySetInnerHTML={{ __html: html }} />;
}
