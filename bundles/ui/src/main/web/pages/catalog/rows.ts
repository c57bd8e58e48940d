import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { entitiesQuery } from '~/rest/catalog';
import { api } from '~/rest/client';
import type { Entity } from '~/rest/entity';
import { useSession } from '~/rest/session';
import { useStarred } from '~/rest/settings';
import { type Filters, toOrder, toQuery } from './filters';

/** Rows of one request. A screen shows some thirty; scrolling fetches the next before it is reached. */
const PAGE = 100;

const FIELDS = [
  'kind',
  'metadata.uid',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'metadata.annotations',
  'spec.type',
  'spec.lifecycle',
  'spec.profile',
  'relations',
  'status',
].join(',');

export const TEXT_FIELDS =
  'metadata.name,metadata.title,metadata.description,spec.profile.displayName';

/** The rows that meet the filters: all their places, and those entities whose places are in sight. */
export function useRows(filters: Filters) {
  const { ownershipEntityRefs } = useSession();
  const { refs: starred } = useStarred();
  const [visible, setVisible] = useState({ first: 0, last: 0 });
  const failed = useFailed(filters.status === 'error');
  const text = filters.text.trim();
  const query = useMemo(
    () => ({
      filter: toQuery(filters, ownershipEntityRefs, starred, failed),
      fields: FIELDS,
      limit: PAGE,
      orderField: toOrder(filters.sort),
      ...(text && { fullTextFilterTerm: text, fullTextFilterFields: TEXT_FIELDS }),
    }),
    [filters, ownershipEntityRefs, starred, failed, text],
  );
  const first = Math.floor(visible.first / PAGE);
  const last = Math.floor(visible.last / PAGE);
  const wanted = [...new Set([0, first, last])];
  const pages = useQueries({
    queries: wanted.map((page) =>
      page === 0
        ? entitiesQuery(query)
        : // What stood at these places before was of other rows.
          { ...entitiesQuery({ ...query, offset: page * PAGE }), placeholderData: undefined },
    ),
  });
  const { data, error, refetch, isPending, isPlaceholderData } = pages[0]!;
  const total = data?.totalItems ?? 0;
  const rows = useMemo(() => {
    const all: (Entity | undefined)[] = Array.from({ length: total });
    wanted.forEach((page, index) =>
      pages[index]?.data?.items.forEach((entity, row) => {
        if (page * PAGE + row < total) {
          all[page * PAGE + row] = entity;
        }
      }),
    );
    return all;
    // The pages are new objects with each render; what they hold is not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [total, ...pages.map((page) => page.data), first, last]);
  const onVisible = useCallback(
    (from: number, to: number) =>
      setVisible((before) =>
        Math.floor(before.first / PAGE) === Math.floor(from / PAGE) &&
        Math.floor(before.last / PAGE) === Math.floor(to / PAGE)
          ? before
          : { first: from, last: to },
      ),
    [],
  );
  return { rows, total, query, error, refetch, isPending, isStale: isPlaceholderData, onVisible };
}

/** The references of entities that could not be processed; undefined when nobody asks. */
function useFailed(enabled: boolean): string[] | undefined {
  const { data } = useQuery({
    queryKey: ['catalog', 'failed'],
    enabled,
    queryFn: ({ signal }) =>
      api
        .get<{ entities: { entity_ref: string }[] }>('/catalog/entities/unprocessed/failed', {
          signal,
        })
        .then(({ entities }) => entities.map(({ entity_ref }) => entity_ref)),
  });
  return enabled ? (data ?? []) : undefined;
}
