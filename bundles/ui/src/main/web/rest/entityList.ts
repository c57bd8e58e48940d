import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type EntityPage, facetsQuery } from './catalog';
import { api } from './client';
import type { Entity } from './entity';
import { useSession } from './session';
import { useStarred } from './settings';
import { ownersOf, type Whose, whoseSets } from './whose';

/** Filters of a list of entities: the name in the address, and the field it is about. */
export const FIELDS = {
  type: 'spec.type',
  owners: 'relations.ownedBy',
  lifecycles: 'spec.lifecycle',
  tags: 'metadata.tags',
} as const;

export type FieldName = keyof typeof FIELDS;

/** What a list is of: one kind, or whatever has a field. */
export type Scope = { kind: string; field?: undefined } | { kind?: undefined; field: string };

const PAGE = 100;

/**
 * A list of entities that meet some conditions, narrowed by what the address says, with counts for its filters. Rows
 * come as they are about to be seen.
 */
export function useEntityList(scope: Scope, names: FieldName[], fields: string) {
  const [params, setParams] = useSearchParams();
  const { ownershipEntityRefs } = useSession();
  const { refs: starred } = useStarred();
  const whose = (params.get('whose') ?? 'all') as Whose;
  const text = params.get('text') ?? '';
  const term = useDeferredValue(text.trim());
  const chosen = Object.fromEntries(names.map((name) => [name, params.getAll(name)])) as Record<
    FieldName,
    string[]
  >;
  const descending = params.get('sort') === '-name';
  const base = scope.field ?? `kind=${scope.kind}`;
  const owners = ownersOf(whose, ownershipEntityRefs, chosen.owners ?? []);
  const filter = [
    base,
    ...names.flatMap((name) =>
      (name === 'owners' ? owners.chosen : chosen[name]).map((v) => `${FIELDS[name]}=${v}`),
    ),
  ];
  const sets = whoseSets(whose, scope.kind, owners.own, starred);
  const query = {
    filter: sets.map((set) => [...filter, ...set].join(',')),
    fields,
    limit: PAGE,
    orderField: [`metadata.name,${descending ? 'desc' : 'asc'}`],
    ...(term
      ? {
          fullTextFilterTerm: term,
          fullTextFilterFields: 'metadata.name,metadata.title,metadata.description',
        }
      : {}),
  };
  const found = useInfiniteQuery({
    queryKey: ['catalog', 'list', query],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      api.get<EntityPage>('/catalog/entities/by-query', {
        params: { ...query, offset: pageParam },
        signal,
      }),
    getNextPageParam: (last, pages) => {
      const known = pages.length * PAGE;
      return known < last.totalItems ? known : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const { data: facets } = useQuery(
    facetsQuery(
      names.map((name) => FIELDS[name]),
      [base],
    ),
  );
  const total = found.data?.pages[0]?.totalItems ?? 0;
  const rows = useMemo(() => {
    const known: (Entity | undefined)[] = found.data?.pages.flatMap((page) => page.items) ?? [];
    return [...known, ...Array.from<undefined>({ length: Math.max(0, total - known.length) })];
  }, [found.data, total]);
  const loaded = (found.data?.pages.length ?? 0) * PAGE;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const onVisible = useCallback(
    (_first: number, last: number) => {
      if (last + 20 > loaded && hasNextPage && !isFetchingNextPage) {
        void fetchNextPage();
      }
    },
    [loaded, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  const change = (name: string, value: string | string[] | undefined) =>
    setParams(
      (before) => {
        before.delete(name);
        [value ?? []].flat().forEach((one) => one && before.append(name, one));
        return before;
      },
      { replace: name === 'text' },
    );
  return { ...found, rows, total, facets, whose, text, chosen, descending, change, onVisible };
}
