import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '~/rest/client';
import type { Entity } from '~/rest/entity';

export interface SourceError {
  message: string;
  file: string;
  line?: number;
  column?: number;
  entityRef?: string;
}

export interface Source {
  source: string;
  state: 'ok' | 'error' | 'retry' | 'ignored' | 'unreadable';
  entities: number;
  errors: SourceError[];
  readAt: string | null;
  changedAt: string | null;
}

export interface IngestedLocation {
  key: string;
  location: string;
  state: 'queued' | 'reading' | 'idle';
  lastStart: string | null;
  lastEnd: string | null;
  error?: string;
  sources: Source[];
}

/** What is read, when, and what is wrong with it (openapi of catalog). */
export interface Ingestion {
  totalItems: number;
  /** How many locations something is wrong with. */
  faultyItems?: number;
  locations: IngestedLocation[];
  providers: { key: string; entities: number; faulty: Source[] }[];
}

export interface Conflict {
  entityRef: string;
  source: string;
  line: number;
  winner: string;
  location: string;
  kind: 'location' | 'duplicate';
  firstSeen: string;
}

export interface FailedEntity {
  entity_id: string;
  entity_ref: string;
  location_key: string;
  last_discovery_at: string | null;
  errors?: { name: string; message: string; file?: string; line?: number; column?: number }[];
}

export interface PendingDeletion {
  id: string;
  location: string;
  state: 'held' | 'rejected';
  heldAt: string;
  seenAt: string;
  readings: number;
  owned: number;
  entities: number;
}

export interface DeletedEntity {
  uid: string;
  entityRef: string;
  deletedAt: string;
  actor: string;
  cause: Record<string, unknown>;
  entity: Entity;
}

const PAGE = 50;

/** The locations page by page: all, or those that something is wrong with. */
export const ingestionQuery = (faulty: boolean) =>
  infiniteQueryOptions({
    queryKey: ['catalog', 'ingestion', faulty],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      api.get<Ingestion>('/catalog/ingestion', {
        params: { limit: PAGE, offset: pageParam, faulty: faulty || undefined },
        signal,
      }),
    getNextPageParam: ({ locations }, _pages, offset) =>
      locations.length === PAGE ? offset + PAGE : undefined,
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });

export const failedQuery = queryOptions({
  queryKey: ['catalog', 'failed'],
  queryFn: ({ signal }) =>
    api.get<{ entities: FailedEntity[]; totalItems: number }>(
      '/catalog/entities/unprocessed/failed',
      { params: { limit: 200 }, signal },
    ),
  refetchInterval: 10_000,
});

export const conflictsQuery = queryOptions({
  queryKey: ['catalog', 'conflicts'],
  queryFn: ({ signal }) =>
    api.get<{ items: Conflict[]; totalItems: number }>('/catalog/ingestion/conflicts', {
      params: { limit: 200 },
      signal,
    }),
});

export const deletionsQuery = queryOptions({
  queryKey: ['catalog', 'pending-deletions'],
  queryFn: ({ signal }) =>
    api.get<{ items: PendingDeletion[] }>('/catalog/ingestion/pending-deletions', { signal }),
  refetchInterval: 10_000,
});

/** Where something is, as editors take it: file, line, column. */
export const placeOf = ({
  file,
  line,
  column,
}: {
  file?: string;
  line?: number;
  column?: number;
}) => [file, line, line ? column : undefined].filter(Boolean).join(':');

/** The end of an address that tells sources of one location apart. */
export function relativeTo(source: string, location: string): string {
  const folder = location.slice(0, location.lastIndexOf('/') + 1);
  return folder && source.startsWith(folder) ? source.slice(folder.length) : source;
}
