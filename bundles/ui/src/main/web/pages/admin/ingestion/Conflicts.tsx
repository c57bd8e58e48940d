import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '~/ui/EmptyState';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Ingestion.module.css';
import { conflictsQuery } from './ingestion';
import { formatFor } from '../time';

/** References that more than one document claims, and which of them has it. */
export function Conflicts() {
  const { t } = useTranslation('admin');
  const { data, error, refetch } = useQuery(conflictsQuery);
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={6} height={28} />;
  }
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<IconCircleCheck stroke={1.4} />} title={t('ingestion.noConflicts')}>
        {t('ingestion.noConflictsText')}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.cards}>
      {data.items.map(({ entityRef, source, line, winner, firstSeen }) => (
        <li key={entityRef + source + line} className={styles.location}>
          <div className={styles.file}>
            <EntityLink entityRef={entityRef} />
            <span className={styles.fileFacts}>{t('for', { time: formatFor(firstSeen) })}</span>
          </div>
          <dl className={styles.pair}>
            <dt>{t('ingestion.winner')}</dt>
            <dd>
              <code>{winner}</code>
            </dd>
            <dt>{t('ingestion.loser')}</dt>
            <dd>
              <code>
                {source}:{line}
              </code>
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
