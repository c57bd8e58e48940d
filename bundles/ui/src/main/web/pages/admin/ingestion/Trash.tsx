import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatAgo, formatDate } from '~/i18n';
import { api } from '~/rest/client';
import { displayName, entityPath } from '~/rest/entity';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { KindIcon } from '~/ui/KindIcon';
import { Skeleton } from '~/ui/Skeleton';
import { toast } from '~/ui/toast';
import type { DeletedEntity } from './ingestion';
import styles from './Ingestion.module.css';

/** What was deleted and can still come back. */
export function Trash() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const navigate = useNavigate();
  const allowed = useAllowed('catalog.entity.create');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['catalog', 'trash'],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        api.get<{ items: DeletedEntity[]; pageInfo: { nextCursor?: string } }>('/catalog/trash', {
          params: { cursor: pageParam },
          signal,
        }),
      getNextPageParam: ({ pageInfo }) => pageInfo.nextCursor,
    },
  );
  const restore = useMutation({
    mutationFn: ({ uid }: DeletedEntity) => api.post(`/catalog/trash/${uid}/restore`),
    onSuccess: (_answer, { entityRef }) => {
      toast(t('ingestion.restored', { ref: entityRef }), {
        tone: 'green',
        action: {
          label: t('ingestion.open'),
          run: () => void navigate(entityPath(entityRef)),
        },
      });
      return client.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={6} height={28} />;
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconTrash stroke={1.4} />} title={t('ingestion.noTrash')}>
        {t('ingestion.noTrashText')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.location}>
        {items.map((item) => (
          <li key={item.uid} className={styles.deleted}>
            <KindIcon kind={item.entity.kind} />
            <span className={styles.deletedName}>
              <strong>{displayName(item.entity)}</strong> <code>{item.entityRef}</code>
            </span>
            <span className={styles.fileFacts} title={formatDate(item.deletedAt)}>
              {t('ingestion.deletedBy', { ago: formatAgo(item.deletedAt), actor: item.actor })}
            </span>
            {allowed && (
              <Button
                icon={<IconRestore />}
                busy={restore.isPending && restore.variables.uid === item.uid}
                onClick={() => restore.mutate(item)}
              >
                {t('ingestion.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <p className={styles.decide}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('shell:state.more')}
          </Button>
        </p>
      )}
    </>
  );
}
