import { IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '~/i18n';
import { api } from '~/rest/client';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Audit.module.css';
import { Entry } from './Entry';
import type { AuditFilter, AuditItem, AuditPageOfItems } from './events';

interface Props {
  filter: AuditFilter;
  onFilter: (part: AuditFilter) => void;
}

const PAGE = 50;

/** The records that match, the newest first, under their days. */
export function TimeLine({ filter, onFilter }: Props) {
  const { t, i18n } = useTranslation('admin');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['audit', 'events', filter],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        api.get<AuditPageOfItems>('/audit/events', {
          params: { ...filter, limit: PAGE, cursor: pageParam },
          signal,
        }),
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    },
  );
  const days = useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' });
    const found = new Map<string, AuditItem[]>();
    for (const item of data?.pages.flatMap(({ items }) => items) ?? []) {
      const day = format.format(new Date(item.ts));
      found.set(day, [...(found.get(day) ?? []), item]);
    }
    return [...found];
  }, [data, i18n.language]);
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={12} height={24} />;
  }
  const searchedTo = data.pages.at(-1)?.searchedTo;
  return (
    <>
      {days.map(([day, items]) => (
        <section key={day} className={styles.day} aria-label={day}>
          <h2>{day}</h2>
          <ol>
            {items.map((item) => (
              <Entry key={item.seq} item={item} onFilter={onFilter} />
            ))}
          </ol>
        </section>
      ))}
      {days.length === 0 && !hasNextPage && (
        <EmptyState icon={<IconShieldCheck stroke={1.4} />} title={t('audit.none')}>
          {t('audit.noneText')}
        </EmptyState>
      )}
      {hasNextPage && (
        <p className={styles.older}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('audit.older')}
          </Button>
          {searchedTo && days.length === 0 && (
            <span>{t('audit.searchedTo', { time: formatDate(searchedTo) })}</span>
          )}
        </p>
      )}
    </>
  );
}
