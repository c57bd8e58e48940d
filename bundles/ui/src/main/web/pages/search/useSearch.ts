import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';
import { searchFor } from '~/rest/search';

/** What results can be narrowed by. */
export const FACETS = ['kind', 'lifecycle', 'owner', 'tags'] as const;
const PAGE = 25;

/** The search of the address: what is looked for, where, and which page of what was found. */
export function useSearch() {
  const [params, setParams] = useSearchParams();
  const text = params.get('query') ?? '';
  const term = useDeferredValue(text.trim()).slice(0, 100);
  const type = params.get('types[]') ?? params.get('type') ?? undefined;
  const cursor = params.get('pageCursor') ?? undefined;
  const filters = Object.fromEntries(
    FACETS.map((name) => [name, params.getAll(`filters[${name}]`)] as const).filter(
      ([, values]) => values.length > 0,
    ),
  );
  const found = useQuery({
    queryKey: ['search', 'page', term, type, filters, cursor],
    enabled: term !== '' || Object.keys(filters).length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      searchFor(
        {
          term,
          types: type ? [type] : undefined,
          filters,
          facets: ['types', ...FACETS],
          pageLimit: PAGE,
          pageCursor: cursor,
        },
        signal,
      ),
  });
  // The counts of all types, while one of them is looked at.
  const all = useQuery({
    queryKey: ['search', 'types', term, filters],
    enabled: type !== undefined && (term !== '' || Object.keys(filters).length > 0),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => searchFor({ term, filters, facets: ['types'], pageLimit: 0 }, signal),
  });
  const change = (name: string, value: string | string[] | undefined) =>
    setParams(
      (before) => {
        before.delete(name);
        before.delete('type');
        if (name !== 'pageCursor') {
          before.delete('pageCursor');
        }
        [value ?? []].flat().forEach((one) => one && before.append(name, one));
        return before;
      },
      { replace: name === 'query' },
    );
  const counts = (type === undefined ? found.data : all.data)?.facets?.['types'];
  return { text, term, type, filters, cursor, found, counts, change };
}
