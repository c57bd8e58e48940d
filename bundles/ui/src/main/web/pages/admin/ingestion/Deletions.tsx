import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo } from '~/i18n';
import { api } from '~/rest/client';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Tag } from '~/ui/Tag';
import { toast } from '~/ui/toast';
import styles from './Ingestion.module.css';
import { deletionsQuery, type PendingDeletion } from './ingestion';

/** Deletions that are held because they are too large, for somebody to decide. */
export function Deletions() {
  const { t } = useTranslation('admin');
  const { data, error, refetch } = useQuery(deletionsQuery);
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={6} height={28} />;
  }
  if (data.items.length === 0) {
    return (
      <EmptyState icon={<IconCircleCheck stroke={1.4} />} title={t('ingestion.noDeletions')}>
        {t('ingestion.noDeletionsText')}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.cards}>
      {data.items.map((deletion) => (
        <Deletion key={deletion.id} deletion={deletion} />
      ))}
    </ul>
  );
}

function Deletion({ deletion }: { deletion: PendingDeletion }) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const allowed = useAllowed('catalog.ingestion.manage');
  const { id, entities, owned, readings } = deletion;
  const { mutate, isPending } = useMutation({
    mutationFn: (verdict: 'approve' | 'reject') =>
      api.post<{ deleted?: number }>(
        `/catalog/ingestion/pending-deletions/${encodeURIComponent(id)}/${verdict}`,
      ),
    onSuccess: ({ deleted }, verdict) => {
      toast(
        verdict === 'approve'
          ? t('ingestion.approved', { count: deleted ?? 0 })
          : t('ingestion.rejected'),
        { tone: 'green' },
      );
      return client.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  return (
    <li className={styles.location} data-deletion={id}>
      <header className={styles.head}>
        <h2>{t('ingestion.wouldGo', { count: entities, owned })}</h2>
        {deletion.state === 'rejected' && <Tag>{t('ingestion.kept')}</Tag>}
      </header>
      <p className={styles.meta}>
        <code>{deletion.location}</code>
        <span>{t('ingestion.held', { ago: formatAgo(deletion.heldAt) })}</span>
        <span>{t('ingestion.readings', { count: readings })}</span>
      </p>
      {open && <Going id={id} />}
      <p className={styles.decide}>
        <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'ingestion.hide' : 'ingestion.what')}
        </Button>
        {allowed && (
          <>
            {deletion.state === 'held' && (
              <Button busy={isPending} onClick={() => mutate('reject')}>
                {t('ingestion.reject')}
              </Button>
            )}
            <Button variant="danger" busy={isPending} onClick={() => mutate('approve')}>
              {t('ingestion.approve', { count: entities })}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}

function Going({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const { data, error } = useQuery({
    queryKey: ['catalog', 'pending-deletions', id],
    queryFn: ({ signal }) =>
      api.get<PendingDeletion & { entityRefs: string[] }>(
        `/catalog/ingestion/pending-deletions/${encodeURIComponent(id)}`,
        { params: { limit: 200 }, signal },
      ),
  });
  if (error) {
    return <ErrorCard error={error} />;
  }
  if (!data) {
    return <Skeleton lines={4} />;
  }
  return (
    <ul className={styles.refs}>
      {data.entityRefs.map((ref) => (
        <li key={ref}>
          <EntityLink entityRef={ref} />
        </li>
      ))}
      {data.entities > data.entityRefs.length && (
        <li>{t('ingestion.andMore', { count: data.entities - data.entityRefs.length })}</li>
      )}
    </ul>
  );
}
