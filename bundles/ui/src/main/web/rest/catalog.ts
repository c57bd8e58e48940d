import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from './client';
import { type Entity, fullRef, NAME_FIELDS, namePath } from './entity';

export interface EntityPage {
  items: Entity[];
  totalItems: number;
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

export interface EntityQuery {
  filter?: string[];
  fields?: string;
  limit?: number;
  offset?: number;
  orderField?: string[];
  fullTextFilterTerm?: string;
  fullTextFilterFields?: string;
  cursor?: string;
}

export type Facets = Record<string, { value: string; count: number }[]>;

/** A page of entities that meet the query. */
export const entitiesQuery = (query: EntityQuery) =>
  queryOptions<EntityPage>({
    queryKey: ['catalog', 'entities', query],
    queryFn: ({ signal }) =>
      api.get<EntityPage>('/catalog/entities/by-query', { params: { ...query }, signal }),
    placeholderData: keepPreviousData,
  });

export const facetsQuery = (facets: string[], filter: string[] = []) =>
  queryOptions<Facets>({
    queryKey: ['catalog', 'facets', facets, filter],
    queryFn: ({ signal }) =>
      api
        .get<{ facets: Facets }>('/catalog/entity-facets', {
          params: { facet: facets, filter },
          signal,
        })
        .then((answer) => answer.facets),
    placeholderData: keepPreviousData,
  });

export const entityQuery = (ref: string) => {
  const path = `/catalog/entities/by-name/${namePath(ref)}`;
  return queryOptions({
    queryKey: ['catalog', 'entity', fullRef(ref)],
    queryFn: ({ signal }) => api.get<Entity>(path, { signal }),
  });
};

/** Why an entity is served as it is, or is not. */
export interface Explanation {
  entityRef: string;
  served: boolean;
  summary: string;
  findings: {
    code: string;
    message: string;
    location?: string;
    file?: string;
    line?: number;
    column?: number;
  }[];
}

export const explainQuery = (ref: string) =>
  queryOptions({
    queryKey: ['catalog', 'explain', fullRef(ref)],
    queryFn: ({ signal }) =>
      api.get<Explanation>('/catalog/explain', { params: { entityRef: fullRef(ref) }, signal }),
    retry: false,
  });

/** What was brought by the same registered place, at most 200 of it. */
export const colocatedQuery = (origin: string) =>
  queryOptions({
    queryKey: ['catalog', 'colocated', origin],
    queryFn: ({ signal }) =>
      api
        .get<EntityPage>('/catalog/entities/by-query', {
          params: {
            filter: `metadata.annotations.backstage.io/managed-by-origin-location=${origin}`,
            fields: 'kind,metadata.name,metadata.namespace,metadata.title',
            limit: 200,
          },
          signal,
        })
        .then(({ items }) => items),
  });

export function useEntity(ref: string) {
  return useQuery(entityQuery(ref));
}

/** What a link to an entity needs to know of it. */
const LINK_FIELDS = [...NAME_FIELDS, 'metadata.description', 'spec.type'];

/** Entities by reference, all in one request; `undefined` stands for those that are not there or hidden. */
export function useEntitiesByRefs(refs: readonly string[], fields?: string[]) {
  const wanted = useMemo(() => [...new Set(refs.map((ref) => fullRef(ref)))].sort(), [refs]);
  return useQuery<Map<string, Entity | undefined>>({
    queryKey: ['catalog', 'by-refs', wanted, fields],
    enabled: wanted.length > 0,
    queryFn: async ({ signal }) => {
      const { items } = await api.post<{ items: (Entity | null)[] }>(
        '/catalog/entities/by-refs',
        { entityRefs: wanted, fields },
        { signal },
      );
      return new Map(wanted.map((ref, index) => [ref, items[index] ?? undefined]));
    },
    placeholderData: keepPreviousData,
  });
}

let queue = new Map<string, ((entity: Entity | undefined) => void)[]>();
let flush: ReturnType<typeof setTimeout> | undefined;

/** Many links on one page become one request: references are collected for a moment, then asked together. */
function batched(ref: string): Promise<Entity | null> {
  return new Promise((resolve) => {
    const waiting = queue.get(ref) ?? [];
    waiting.push((entity) => resolve(entity ?? null));
    queue.set(ref, waiting);
    flush ??= setTimeout(() => void askAll(), 10);
  });
}

async function askAll() {
  const asked = queue;
  queue = new Map();
  flush = undefined;
  const refs = [...asked.keys()];
  const items = await api
    .post<{ items: (Entity | null)[] }>('/catalog/entities/by-refs', {
      entityRefs: refs,
      fields: LINK_FIELDS,
    })
    .then((answer) => answer.items)
    .catch(() => [] as (Entity | null)[]);
  refs.forEach((ref, index) =>
    asked.get(ref)?.forEach((resolve) => resolve(items[index] ?? undefined)),
  );
}

/** The little that a link shows of an entity; null when there is none. */
export const presentationQuery = (ref: string) => {
  const full = fullRef(ref);
  return queryOptions({
    queryKey: ['catalog', 'presentation', full],
    queryFn: () => batched(full),
    staleTime: 5 * 60_000,
  });
};

/** The little that a link shows of an entity: null when there is none, undefined while it is asked for. */
export function useEntityPresentation(ref: string): Entity | null | undefined {
  return useQuery(presentationQuery(ref)).data;
}

/** Asks the catalog to read the sources of an entity again. */
export function useRefreshEntity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ref: string) => api.post('/catalog/refresh', { entityRef: ref }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['catalog'] }),
  });
}
