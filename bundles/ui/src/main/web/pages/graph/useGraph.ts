import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '~/rest/client';
import { type Entity, fullRef } from '~/rest/entity';
import { buildGraph, type Graph, type GraphOptions } from './model';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'spec.type',
  'spec.lifecycle',
  'spec.profile',
  'relations',
];
const AT_ONCE = 1000;

type Known = Map<string, Entity | null>;

/** Asks for what the graph lacks, one request for each step outwards. */
async function complete(known: Known, options: GraphOptions, signal: AbortSignal): Promise<Graph> {
  for (;;) {
    const { wanted, ...graph } = buildGraph(known, options);
    if (wanted.length === 0) {
      return graph;
    }
    for (let start = 0; start < wanted.length; start += AT_ONCE) {
      const refs = wanted.slice(start, start + AT_ONCE);
      const { items } = await api.post<{ items: (Entity | null)[] }>(
        '/catalog/entities/by-refs',
        { entityRefs: refs, fields: FIELDS },
        { signal },
      );
      refs.forEach((ref, index) => known.set(ref, items[index] ?? null));
    }
  }
}

/** The graph around entities; what was loaded for one view serves the next. */
export function useGraph(wanted: GraphOptions) {
  const client = useQueryClient();
  const options = useMemo(
    () => ({ ...wanted, roots: wanted.roots.map((ref) => fullRef(ref)) }),
    [wanted],
  );
  const key = [
    options.roots,
    options.depth,
    [...options.expanded].sort(),
    [...options.kinds].sort(),
    [...options.relations].sort(),
    options.groupFrom,
    options.simplify,
    options.limit,
  ];
  return useQuery({
    queryKey: ['catalog', 'graph', ...key],
    enabled: options.roots.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      // A refresh of the same view asks anew; another view continues with what is known.
      const stale = client.getQueryState(['catalog', 'graph', ...key])?.data !== undefined;
      const known =
        (!stale && client.getQueryData<Known>(['catalog', 'graph-known'])) || (new Map() as Known);
      client.setQueryData(['catalog', 'graph-known'], known);
      return complete(known, options, signal);
    },
  });
}
