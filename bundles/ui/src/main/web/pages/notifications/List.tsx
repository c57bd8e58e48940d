import { IconBell, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api } from '~/rest/client';
import {
  LIST,
  type NotificationFilter,
  type NotificationPage,
  topicsQuery,
} from '~/rest/notifications';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Select, TextField } from '~/ui/Field';
import { Skeleton } from '~/ui/Skeleton';
import { Bulk } from './Bulk';
import { Item } from './Item';
import styles from './Notifications.module.css';
import { FILTERS, type View } from './views';

const PAGE = 30;
const SEVERITIES = ['low', 'normal', 'high', 'critical'];

/** The notifications of a view, with filters, and what can be done with many at once. */
export function List({ view }: { view: View }) {
  const { t } = useTranslation('notifications');
  const [params, setParams] = useSearchParams();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { data: topics } = useQuery(topicsQuery);
  const filter: NotificationFilter = {
    ...FILTERS[view],
    search: params.get('search') ?? undefined,
    topic: params.get('topic') ?? undefined,
    minimumSeverity: params.get('severity') ?? undefined,
    orderField: params.get('order') ?? 'created,desc',
  };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: [...LIST, filter],
      initialPageParam: 0,
      queryFn: ({ pageParam, signal }) =>
        api.get<NotificationPage>('/notifications/notifications', {
          params: { ...filter, limit: PAGE, offset: pageParam },
          signal,
        }),
      getNextPageParam: (last, pages) => {
        const shown = pages.reduce((sum, page) => sum + page.notifications.length, 0);
        return shown < last.totalCount && last.notifications.length > 0 ? shown : undefined;
      },
      placeholderData: keepPreviousData,
    },
  );
  const items = data?.pages.flatMap(({ notifications }) => notifications) ?? [];
  const set = (name: string) => (value: string) =>
    setParams(
      (before) => {
        if (value) {
          before.set(name, value);
        } else {
          before.delete(name);
        }
        return before;
      },
      { replace: true },
    );
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) {
      next.add(id);
    }
    setSelected(next);
  };
  const chosen = items.filter(({ id }) => selected.has(id));
  return (
    <>
      <div className={styles.bar}>
        <TextField
          label={t('search')}
          hideLabel
          icon={<IconSearch aria-hidden />}
          placeholder={t('search')}
          type="search"
          data-search
          value={params.get('search') ?? ''}
          onChange={({ target }) => set('search')(target.value)}
        />
        <Select
          label={t('topic')}
          hideLabel
          value={params.get('topic') ?? ''}
          options={[
            { value: '', label: t('anyTopic') },
            ...(topics ?? []).map((value) => ({ value, label: value })),
          ]}
          onChange={set('topic')}
        />
        <Select
          label={t('severity.label')}
          hideLabel
          value={params.get('severity') ?? ''}
          options={[
            { value: '', label: t('severity.any') },
            ...SEVERITIES.slice(1).map((value) => ({ value, label: t(`severity.min.${value}`) })),
          ]}
          onChange={set('severity')}
        />
        <Select
          label={t('order.label')}
          hideLabel
          value={params.get('order') ?? ''}
          options={['', 'created,asc', 'topic,asc', 'origin,asc'].map((value) => ({
            value,
            label: t(`order.${value.split(',')[0] || 'newest'}`),
          }))}
          onChange={set('order')}
        />
      </div>
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} height={40} />}
      {data && items.length === 0 && (
        <EmptyState icon={<IconBell stroke={1.4} />} title={t(`none.${view}`)}>
          {t('noneText')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={styles.list}>
          <Bulk items={items} chosen={chosen} onChoose={(ids) => setSelected(new Set(ids))} />
          <ul aria-label={t(`view.${view}`)}>
            {items.map((item) => (
              <Item
                key={item.id}
                item={item}
                selected={selected.has(item.id)}
                onToggle={() => toggle(item.id)}
              />
            ))}
          </ul>
        </div>
      )}
      {hasNextPage && (
        <p className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('shell:state.more')}
          </Button>
        </p>
      )}
    </>
  );
}
