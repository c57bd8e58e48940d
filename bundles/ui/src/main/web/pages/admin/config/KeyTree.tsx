import { IconChevronDown, IconChevronRight, IconLock } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '~/ui/Tag';
import type { ConfigEntry, KeyNode } from './config';
import styles from './Config.module.css';

/** The keys, sections that open and close, and beside each its value and where it is from. */
export function KeyTree({ nodes }: { nodes: KeyNode[] }) {
  return (
    <div className={styles.sections}>
      {nodes.map((node) => (
        <section key={node.key} className={styles.section} aria-label={node.key}>
          <h2>{node.label}</h2>
          {node.entry && <Row node={node} depth={0} />}
          <ul>
            {node.children.map((child) => (
              <Branch key={child.key} node={child} depth={0} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Branch({ node, depth }: { node: KeyNode; depth: number }) {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(true);
  if (node.children.length === 0) {
    return (
      <li>
        <Row node={node} depth={depth} />
      </li>
    );
  }
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className={styles.row} style={{ '--depth': depth } as CSSProperties}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon aria-hidden size={16} stroke={1.6} />
          <code>{node.label}</code>
          {!open && <span className={styles.quiet}>{t('config.below', below(node))}</span>}
        </button>
      </div>
      {open && (
        <ul>
          {node.children.map((child) => (
            <Branch key={child.key} node={child} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}

const below = (node: KeyNode): { count: number } => ({
  count: node.children.reduce((sum, child) => sum + (child.entry ? 1 : below(child).count), 0),
});

function Row({ node, depth }: { node: KeyNode; depth: number }) {
  const { t } = useTranslation('admin');
  const entry = node.entry;
  if (!entry) {
    return null;
  }
  return (
    <div className={styles.row} style={{ '--depth': depth } as CSSProperties} data-key={entry.key}>
      <span className={styles.key} title={entry.key}>
        <code>{node.label}</code>
      </span>
      <span className={styles.value}>
        <Value entry={entry} />
      </span>
      <span className={styles.flags}>
        {entry.waitsForRestart ? (
          <Tag tone="amber">{t('config.waitsTag')}</Tag>
        ) : (
          entry.restart && <Tag>{t('config.restart')}</Tag>
        )}
        <span className={styles.origin}>{entry.origin}</span>
      </span>
      {entry.meaning && <p className={styles.meaning}>{entry.meaning.replaceAll('`', '')}</p>}
      {entry.warning && (
        <p className={styles.warning}>
          <Tag tone="amber">{t('config.warning')}</Tag> {entry.warning}
        </p>
      )}
    </div>
  );
}

function Value({ entry }: { entry: ConfigEntry }) {
  const { t } = useTranslation('admin');
  if (entry.hidden !== null) {
    return (
      <span className={styles.hidden} title={entry.hidden}>
        <IconLock aria-hidden size={14} stroke={1.6} /> {t('config.hidden')}
      </span>
    );
  }
  const { value } = entry;
  if (Array.isArray(value)) {
    return <code>{value.map(String).join(', ') || '[]'}</code>;
  }
  return <code>{typeof value === 'string' ? value || '""' : JSON.stringify(value)}</code>;
}
