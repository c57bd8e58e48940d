import { queryOptions } from '@tanstack/react-query';
import { api } from '~/rest/client';

/** A record of the audit log (openapi of audit). */
export interface AuditItem {
  seq: number;
  id: string;
  ts: string;
  node: string;
  eventId: string;
  sub: string;
  severity: 'low' | 'medium' | 'high' | 'critical';
  status: 'succeeded' | 'failed';
  actor: { type?: string; ref: string; via?: string[] };
  target: { kind: string; ref: string };
  cause: Record<string, unknown>;
  meta: Record<string, unknown>;
  hasPatch: boolean;
  hash: string;
}

export interface AuditPageOfItems {
  items: AuditItem[];
  nextCursor: string | null;
  searchedTo: string | null;
}

export interface PatchStep {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string;
  value?: unknown;
}

export interface AuditRecord {
  seq: number;
  prev: string;
  hash: string;
  intact: boolean;
  record: { patch?: PatchStep[]; cause?: object; meta?: object } | null;
  text?: string;
}

/** The filters that the address of the page has; they are those of the API. */
export const FILTERS = [
  'text',
  'eventId',
  'actor',
  'targetKind',
  'targetRef',
  'plugin',
  'severity',
  'status',
  'from',
  'to',
] as const;

export type AuditFilter = Partial<Record<(typeof FILTERS)[number], string>>;

export interface FilterValues {
  eventId: string[];
  targetKind: string[];
  severity: string[];
  status: string[];
}

export const filterValuesQuery = queryOptions({
  queryKey: ['audit', 'filters'],
  queryFn: ({ signal }) => api.get<FilterValues>('/audit/events/filters', { signal }),
  staleTime: 60_000,
});

export const recordQuery = (seq: number) =>
  queryOptions({
    queryKey: ['audit', 'record', seq],
    queryFn: ({ signal }) => api.get<AuditRecord>(`/audit/events/${seq}`, { signal }),
    staleTime: Infinity,
  });
