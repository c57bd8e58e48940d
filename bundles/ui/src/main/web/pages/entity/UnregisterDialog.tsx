import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { colocatedQuery } from '~/rest/catalog';
import { api, PortalError } from '~/rest/client';
import { displayName, type Entity, entityRef, namePath } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { toast } from '~/ui/toast';
import styles from './InspectDialog.module.css';

interface Registration {
  location?: { id: string; target: string };
  colocated: Entity[];
}

/** What goes with an entity when its location is unregistered: found out before anything is asked. */
function useRegistration(entity: Entity) {
  const client = useQueryClient();
  const origin = entity.metadata.annotations?.['backstage.io/managed-by-origin-location'];
  return useQuery({
    queryKey: ['catalog', 'registration', entityRef(entity)],
    queryFn: async (): Promise<Registration> => {
      const [location, colocated] = await Promise.all([
        api
          .get<{ id: string; target: string }>(`/catalog/locations/by-entity/${namePath(entity)}`)
          .catch((failure: PortalError) => {
            if (failure.isNotFound) {
              return undefined;
            }
            throw failure;
          }),
        // What is about to be taken out is asked for anew.
        origin ? client.fetchQuery({ ...colocatedQuery(origin), staleTime: 0 }) : [entity],
      ]);
      return { location, colocated };
    },
  });
}

/** Takes an entity out: with its location when that was registered, alone when nothing lists it any more. */
export default function UnregisterDialog({
  entity,
  onClose,
}: {
  entity: Entity;
  onClose: () => void;
}) {
  const { t } = useTranslation('entity');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data, error } = useRegistration(entity);
  const orphan = entity.metadata.annotations?.['backstage.io/orphan'] === 'true';
  const owned = entity.metadata.annotations?.['backstage.io/managed-by-location'];
  const remove = useMutation({
    mutationFn: () =>
      data?.location
        ? api.delete(`/catalog/locations/${encodeURIComponent(data.location.id)}`)
        : api.delete(`/catalog/entities/by-uid/${encodeURIComponent(entity.metadata.uid ?? '')}`),
    onSuccess: async () => {
      toast(t('unregister.done', { name: displayName(entity) }), { tone: 'green' });
      await navigate('/catalog');
      await client.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  const deletes = !data?.location && (orphan || !owned);
  const possible = Boolean(data?.location) || deletes;
  return (
    <Dialog
      title={t('unregister.title', { name: displayName(entity) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:state.cancel')}</Button>
          {data && possible && (
            <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t(deletes ? 'unregister.delete' : 'unregister.location')}
            </Button>
          )}
        </>
      }
    >
      {error && <ErrorCard error={error} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.location && (
        <>
          <p className={styles.finding}>
            {t('unregister.locationText', { count: data.colocated.length })}{' '}
            <code>{data.location.target}</code>
          </p>
          <ul className={styles.refs}>
            {data.colocated.map((item) => (
              <li key={entityRef(item)}>
                <EntityLink entityRef={entityRef(item)} title={displayName(item)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {data && deletes && <p>{t('unregister.deleteText')}</p>}
      {data && !possible && (
        <>
          <p className={styles.finding}>{t('unregister.configured')}</p>
          <p>
            <code>{owned}</code>
          </p>
        </>
      )}
    </Dialog>
  );
}
