import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveAs } from '~/rest/download';
import { Button } from './Button';
import styles from './CodeBlock.module.css';
import { cx } from './cx';
import { highlight } from './highlight';
import './code.css';

interface Props {
  text: string;
  /** Such as `yaml`; nothing is coloured without it. */
  language?: string;
  /** What it is, for screen readers. */
  label?: string;
  /** Offers the text as a file of this name. */
  fileName?: string;
  numbers?: boolean;
  /** Marks a line and brings it into view; the first is 1. */
  line?: number;
  /** As high as its text; otherwise it scrolls in itself. */
  full?: boolean;
}

/** Text in its own lines: coloured, numbered, to be copied. */
export function CodeBlock({ text, language, label, fileName, numbers, line, full }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [html, setHtml] = useState<string>();
  useEffect(() => {
    let gone = false;
    setHtml(undefined);
    highlight(text, language ?? '').then(
      (marked) => !gone && setHtml(marked),
      // It is readable without colours.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [text, language]);
  useEffect(() => {
    if (line) {
      const mark = scroller.current?.querySelector(`[data-line="${line}"]`);
      mark?.scrollIntoView({ block: 'center' });
    }
  }, [line, text]);
  const lines = numbers || line ? text.split('\n').length : 0;
  return (
    <div className={styles.block}>
      <CodeActions text={text} fileName={fileName} />
      {/* It scrolls, so the keyboard has to reach it. */}
      <div
        ref={scroller}
        className={cx(styles.scroller, !full && styles.limited)}
        tabIndex={0}
        role="region"
        aria-label={label ?? t('state.copy')}
      >
        {lines > 0 && (
          <div className={styles.numbers} aria-hidden>
            {Array.from({ length: lines }, (_, index) => (
              <span
                key={index}
                data-line={index + 1}
                className={cx(index + 1 === line && styles.marked)}
              >
                {index + 1}
              </span>
            ))}
          </div>
        )}
        <pre className={styles.text}>
          {html === undefined ? (
            <code>{text}</code>
          ) : (
            <code dangerouslySetInnerHTML={{ __html: html }} />
          )}
        </pre>
      </div>
    </div>
  );
}

function CodeActions({ text, fileName }: { text: string; fileName?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 2000) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className={styles.actions}>
      {fileName && (
        <Button
          variant="quiet"
          icon={<IconDownload />}
          label={t('state.download', { name: fileName })}
          onClick={() => saveAs(new Blob([text]), fileName)}
        />
      )}
      <Button
        variant="quiet"
        icon={copied ? <IconCheck /> : <IconCopy />}
        label={copied ? t('state.copied') : t('state.copy')}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      />
    </div>
  );
}
