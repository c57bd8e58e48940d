import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatAgo } from '~/i18n';
import { entitiesQuery } from '~/rest/catalog';
import { entityRef, NAME_FIELDS } from '~/rest/entity';
import { EmptyState } from '~/ui/EmptyState';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Ingestion.module.css';
import { failedQuery, placeOf } from './ingestion';

const ORPHANS = entitiesQuery({
  filter: ['metadata.annotations.backstage.io/orphan=true'],
  fields: NAME_FIELDS.join(','),
  limit: 100,
});

/** Entities that are not served since something is wrong, and those that nothing lists any more. */
export function Problems() {
  const { t } = useTranslation('admin');
  const { data, error, refetch } = useQuery(failedQuery);
  const { data: orphans } = useQuery(ORPHANS);
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data || !orphans) {
    return <Skeleton lines={6} height={28} />;
  }
  if (data.totalItems + orphans.totalItems === 0) {
    return (
      <EmptyState icon={<IconCircleCheck stroke={1.4} />} title={t('ingestion.noProblems')}>
        {t('ingestion.noProblemsText')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      {data.entities.length > 0 && (
        <section className={styles.location} aria-labelledby="failed-entities">
          <header className={styles.head}>
            <h2 id="failed-entities">{t('ingestion.failed', { count: data.totalItems })}</h2>
          </header>
          <ul className={styles.files}>
            {data.entities.map(({ entity_id, entity_ref, errors, last_discovery_at }) => (
              <li key={entity_id}>
                <div className={styles.file}>
                  <strong>{entity_ref}</strong>
                  <span className={styles.fileFacts}>
                    {last_discovery_at && formatAgo(last_discovery_at)}
                  </span>
                </div>
                {errors?.map((problem) => (
                  <p key={placeOf(problem) + problem.message} className={styles.error}>
                    <code>{placeOf(problem)}</code> {problem.message}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {orphans.totalItems > 0 && (
        <section className={styles.location} aria-labelledby="orphans">
          <header className={styles.head}>
            <h2 id="orphans">{t('ingestion.orphans', { count: orphans.totalItems })}</h2>
          </header>
          <p className={styles.meta}>{t('ingestion.orphansText')}</p>
          <ul className={styles.refs}>
            {orphans.items.map((entity) => (
              <li key={entityRef(entity)}>
                <EntityLink entityRef={entityRef(entity)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
