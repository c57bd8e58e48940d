import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import type { Entity } from '~/rest/entity';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './ChangeDiff.module.css';

interface Operation {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string;
  value?: unknown;
}

/** What a change did, operation by operation (JSON Patch, RFC 6902), and the entity after it. */
export function ChangeDiff({ path }: { path: string }) {
  const { t } = useTranslation('entity');
  const { data, error } = useQuery({
    queryKey: ['catalog', 'history', path],
    queryFn: ({ signal }) => api.get<{ diff?: Operation[]; entity?: Entity }>(path, { signal }),
    staleTime: Infinity,
  });
  if (error) {
    return <ErrorCard error={error} />;
  }
  if (!data) {
    return <Skeleton lines={3} />;
  }
  return (
    <div className={styles.diff}>
      {data.diff && (
        <table className={styles.table}>
          <caption className="cb-visually-hidden">{t('history.changes')}</caption>
          <thead className="cb-visually-hidden">
            <tr>
              <th>{t('history.operation')}</th>
              <th>{t('history.field')}</th>
              <th>{t('history.value')}</th>
            </tr>
          </thead>
          <tbody>
            {data.diff.map(({ op, path: field, from, value }, index) => (
              <tr key={index} className={styles[op]}>
                <td>{op}</td>
                <td>{from ? `${from} → ${field}` : field}</td>
                <td>{value === undefined ? '' : JSON.stringify(value, undefined, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!data.diff && data.entity && (
        <pre
          className={styles.whole}
          // What scrolls has to be reachable by keyboard.
          tabIndex={0}
          role="region"
          aria-label={t('history.changes')}
        >
          {JSON.stringify(data.entity, undefined, 2)}
        </pre>
      )}
    </div>
  );
}
