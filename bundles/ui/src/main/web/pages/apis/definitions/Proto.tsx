import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '~/ui/CodeBlock';
import styles from './Definitions.module.css';
import type { ProtoItem } from './proto';

/** A file of protocol buffers with an outline of what it declares. */
export default function Proto({ model, text }: { model: ProtoItem[]; text: string }) {
  const { t } = useTranslation('apis');
  const [line, setLine] = useState<number>();
  return (
    <div className={styles.outlined}>
      <nav className={styles.outline} aria-label={t('outline')}>
        <ul>
          {model.map((item) => (
            <li key={item.line} className={item.depth > 0 ? styles.inner : undefined}>
              <button
                type="button"
                onClick={() => setLine(item.line)}
                aria-pressed={line === item.line}
              >
                {item.name} <small>{item.signature ?? t(`proto.${item.sort}`)}</small>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <CodeBlock text={text} language="protobuf" label={t('text')} numbers line={line} />
    </div>
  );
}
