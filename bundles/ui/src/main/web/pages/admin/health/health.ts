import { queryOptions } from '@tanstack/react-query';
import { api } from '~/rest/client';
import type { Tone } from '~/ui/Tag';

export type HealthStatus =
  'OK' | 'WARN' | 'TEMPORARILY_UNAVAILABLE' | 'CRITICAL' | 'HEALTH_CHECK_ERROR';

export interface Check {
  name: string;
  status: HealthStatus;
  messages: { status: HealthStatus; message: string }[];
  tags: string[];
  /** The state in a sentence. */
  message?: string;
  /** Since when it says so. */
  since?: string | null;
  /** What can be done about it. */
  hint?: string | null;
}

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) =>
    api.get<{ status: HealthStatus; checks: Check[] }>('/health', { signal }),
  refetchInterval: 15_000,
});

/** What the server is made of and runs on. */
export interface ServerInfo {
  version: string;
  node: string;
  startedAt: string;
  uptimeSeconds: number;
  java: { version: string; vendor: string; vm: string };
  os: { name: string; version: string; arch: string; processors: number };
  memory: { usedBytes: number; maxBytes: number };
  database: { kind: string };
  bundles: { installed: number; active: number };
}

export const infoQuery = queryOptions({
  queryKey: ['health', 'info'],
  queryFn: ({ signal }) => api.get<ServerInfo>('/health/info', { signal }),
  refetchInterval: 15_000,
});

const ORDER: HealthStatus[] = [
  'OK',
  'WARN',
  'TEMPORARILY_UNAVAILABLE',
  'CRITICAL',
  'HEALTH_CHECK_ERROR',
];

export const severity = (status: HealthStatus) => ORDER.indexOf(status);

export const statusTone = (status: HealthStatus): Tone =>
  status === 'OK' ? 'green' : severity(status) <= 2 ? 'amber' : 'red';
