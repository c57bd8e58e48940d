import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '~/rest/client';
import { displayName, type Entity, entityRef } from '~/rest/entity';
import { Button, ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { Status } from '~/ui/Tag';
import styles from './Import.module.css';

const PATIENCE = 20_000;

/** The entities as they come into the catalog; what stays away can be asked after. */
export function Arrivals({ entities, onMore }: { entities: Entity[]; onMore: () => void }) {
  const { t } = useTranslation('import');
  const refs = entities.map(entityRef);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  const { data: there = [] } = useQuery({
    queryKey: ['import', 'arrived', refs],
    queryFn: async ({ signal }) => {
      const { items } = await api.post<{ items: (Entity | null)[] }>(
        '/catalog/entities/by-refs',
        { entityRefs: refs, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
        { signal },
      );
      return refs.filter((_, index) => items[index]);
    },
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) < refs.length ? 1000 : false),
  });
  return (
    <Card title={t('done.title', { count: entities.length })}>
      <ul className={styles.entities}>
        {entities.map((entity) => {
          const ref = entityRef(entity);
          const arrived = there.includes(ref);
          return (
            <li key={ref} className={styles.arrival}>
              {arrived ? (
                <EntityLink entityRef={ref} title={displayName(entity)} />
              ) : (
                <span>{displayName(entity)}</span>
              )}
              <Status tone={arrived ? 'green' : late ? 'amber' : 'blue'}>
                {t(arrived ? 'done.there' : late ? 'done.late' : 'done.coming')}
              </Status>
              {!arrived && late && (
                <Link to={`/admin/ingestion?why=${encodeURIComponent(ref)}`}>{t('done.why')}</Link>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.buttons}>
        <Button onClick={onMore}>{t('done.more')}</Button>
        <ButtonLink to="/catalog">{t('done.catalog')}</ButtonLink>
      </div>
    </Card>
  );
}
