import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { entitiesQuery } from '~/rest/catalog';
import { displayName, type Entity, entityRef, NAME_FIELDS, problemsOf } from '~/rest/entity';
import { useSession } from '~/rest/session';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { KindCounts } from '~/ui/KindCounts';
import { Skeleton } from '~/ui/Skeleton';
import styles from './widgets.module.css';

const FIELDS = [
  ...NAME_FIELDS,
  'metadata.annotations',
  'metadata.description',
  'spec.lifecycle',
  'status',
].join(',');

/** What one owns: how much of each kind, and what of it has a problem. */
export function Owned() {
  const { t } = useTranslation('home');
  const { ownershipEntityRefs: own } = useSession();
  const { data, error, refetch } = useQuery({
    ...entitiesQuery({
      filter: [own.map((ref) => `relations.ownedBy=${ref}`).join(',')],
      fields: FIELDS,
      limit: 500,
    }),
    enabled: own.length > 0,
  });
  if (own.length === 0) {
    return <p className={styles.none}>{t('owned.nobody')}</p>;
  }
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={3} />;
  }
  if (data.items.length === 0) {
    return <p className={styles.none}>{t('owned.none')}</p>;
  }
  const kinds = Map.groupBy(data.items, ({ kind }) => kind);
  const problems = data.items
    .map((entity) => ({ entity, problem: problemOf(entity) }))
    .filter(({ problem }) => problem !== undefined);
  return (
    <>
      <KindCounts
        kinds={[...kinds].map(([kind, { length }]) => ({ kind, count: length }))}
        filters="filters[user]=owned"
      />
      {problems.length === 0 ? (
        <p className={styles.good}>
          <IconCircleCheck aria-hidden size={16} /> {t('owned.good')}
        </p>
      ) : (
        <ul className={styles.list}>
          {problems.slice(0, 8).map(({ entity, problem }) => (
            <li key={entityRef(entity)}>
              <IconAlertTriangle aria-hidden size={16} className={styles.warn} />
              <EntityLink entityRef={entityRef(entity)} title={displayName(entity)} />
              <span className={styles.hint}>{t(`owned.${problem}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function problemOf(entity: Entity): 'error' | 'orphan' | 'undescribed' | undefined {
  if (problemsOf(entity).some(({ level }) => level === 'error')) {
    return 'error';
  }
  if (entity.metadata.annotations?.['backstage.io/orphan'] === 'true') {
    return 'orphan';
  }
  return entity.metadata.description ? undefined : 'undescribed';
}
