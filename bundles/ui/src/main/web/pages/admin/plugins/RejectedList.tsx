import { useTranslation } from 'react-i18next';
import { formatAgo } from '~/i18n';
import styles from './Board.module.css';
import type { Rejected } from './plugins';

/** Files that were turned away, and why. */
export function RejectedList({ items }: { items: Rejected[] }) {
  const { t } = useTranslation('admin');
  if (items.length === 0) {
    return null;
  }
  return (
    <section className={styles.rejected} aria-labelledby="rejected-files">
      <h2 id="rejected-files">{t('plugins.rejected', { count: items.length })}</h2>
      <ul>
        {items.map(({ file, reason, since, quarantined }) => (
          <li key={file + since}>
            <div>
              <code>{file}</code>{' '}
              <span className={styles.more}>
                {formatAgo(since)}
                {quarantined && ` · ${t('plugins.quarantined')}`}
              </span>
            </div>
            <p>{reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
