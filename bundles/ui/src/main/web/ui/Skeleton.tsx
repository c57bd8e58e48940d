import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';

/** Stands where content comes, in its size. */
export function Skeleton({ lines = 3, height = 12 }: { lines?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} className={styles.block}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={styles.line}
          style={{ height, width: `${[92, 78, 86, 64][line % 4]}%` }}
        />
      ))}
    </div>
  );
}
