import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '~/rest/client';
import { upload } from '~/rest/upload';

export type PluginState =
  'UPLOADED' | 'VERIFIED' | 'RESOLVED' | 'STARTING' | 'ACTIVE' | 'DRAINING' | 'STOPPED' | 'FAILED';

export type Signature = 'core' | 'shipped' | 'signed' | 'unsigned' | 'modified' | 'invalid';

export interface Requirement {
  package: string;
  versions: string;
  optional: boolean;
  provider: string;
}

export interface Service {
  id: string;
  types: string[];
  usedBy: string[];
}

export interface Route {
  method: string;
  path: string;
  permission: string;
}

/** What stands in the jar of a plugin. */
export interface Brings {
  rest?: string[];
  extensions?: { type: string; what: string; count: number }[];
  permissions?: string[];
  /** For each list of ui.json what its items are called. */
  ui?: Record<string, string[]> | null;
  docs?: { pages?: number } | null;
  database?: boolean;
}

/** A plugin as the server knows it (openapi of plugins). */
export interface Plugin {
  id: string;
  core: boolean;
  /** Whether the server came with a plugin of this id. */
  shipped: boolean;
  state: PluginState;
  reason: string;
  since?: string;
  version: string;
  symbolicName: string;
  sha256?: string;
  publisher: string;
  owner: string;
  signature: Signature;
  keyId?: string;
  source: string;
  failedUpdate?: { version: string; reason: string; since: string };
  leaks: { version: string; since: string; culprits: string[] }[];
  name?: string;
  description?: string;
  routes?: Route[];
  breaker?: 'closed' | 'open' | 'half-open';
  services?: Service[];
  requirements?: Requirement[];
  waiting?: string[];
  /** From here on of one plugin only, not in the list. */
  signatureText?: string;
  brings?: Brings;
  history?: { at: string; state: PluginState; version: string; reason: string }[];
  threads?: { name: string; state: string; daemon: boolean; at: string }[];
}

export interface Rejected {
  file: string;
  reason: string;
  rule: string;
  sha256: string;
  quarantined: boolean;
  since: string;
}

/** What a jar would ask for, and whether it would be let in. */
export interface Verification {
  id: string;
  version: string;
  symbolicName: string;
  name: string;
  description: string;
  sha256: string;
  publisher: string;
  signature: Signature;
  asks: { imports: string[]; exports: string[]; requires: string[]; calls: Record<string, string> };
  signatureText?: string;
  brings?: Brings;
  change?: 'install' | 'update' | 'downgrade' | 'replace' | 'same';
  unresolved: string[];
  installed?: {
    version: string;
    publisher: string;
    importsAdded: string[];
    importsRemoved: string[];
    restAdded?: string[];
    restRemoved?: string[];
    permissionsAdded?: string[];
    permissionsRemoved?: string[];
    extensionsAdded?: string[];
    extensionsRemoved?: string[];
  };
  problem: string;
  allowed: boolean;
}

/** A plugin that the server came with and that was removed. */
export interface Available {
  id: string;
  name: string;
  description: string;
  version: string;
}

export interface PluginList {
  items: Plugin[];
  available: Available[];
  rejected: Rejected[];
}

export const pluginsKey = ['plugins'];

export const pluginsQuery = queryOptions({
  queryKey: pluginsKey,
  queryFn: ({ signal }) => api.get<PluginList>('/plugins', { signal }),
});

/** One plugin, with what the list does not have. */
export const pluginQuery = (id: string) =>
  queryOptions({
    queryKey: [...pluginsKey, id],
    queryFn: ({ signal }) => api.get<Plugin>(path(id), { signal }),
    retry: false,
  });

const path = (id: string) => `/plugins/${encodeURIComponent(id)}`;

/** Starts, stops, removes or puts back a plugin, then reads the list again. */
export function usePluginOperation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      operation,
    }: {
      id: string;
      operation: 'start' | 'stop' | 'restore' | 'remove';
    }) =>
      operation === 'remove'
        ? api.delete(path(id))
        : api.post<unknown>(`${path(id)}/${operation}`).then(() => undefined),
    onSettled: () => client.invalidateQueries({ queryKey: pluginsKey }),
  });
}

/** What does not count of the `ui.json` of a plugin, with file, field and reason. */
export const uiProblemsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plugins', 'ui-problems'],
    queryFn: ({ signal }) => api.get<{ items: string[] }>('/ui/problems', { signal }),
    select: ({ items }) =>
      items.filter((item) => item.startsWith(`${id}: `)).map((item) => item.slice(id.length + 2)),
  });

/** A jar, and its signature when it comes with one. */
export interface Parcel {
  jar: File;
  signature?: string;
}

/** Finds the jar among dropped files, and the signature beside it. */
export async function parcelOf(files: readonly File[]): Promise<Parcel | undefined> {
  const jar = files.find(({ name }) => name.endsWith('.jar'));
  const signature = files.find(({ name }) => name.endsWith('.sig'));
  return jar && { jar, signature: signature && btoa(await signature.text()) };
}

const headers = ({ signature }: Parcel) => ({
  'Content-Type': 'application/java-archive',
  ...(signature ? { 'X-Callboard-Signature': signature } : {}),
});

/** Asks what a jar is and whether it would be let in. Changes nothing. */
export const verify = (parcel: Parcel, signal?: AbortSignal) =>
  upload<Verification>('/plugins/verify', parcel.jar, { headers: headers(parcel), signal });

/** Installs a plugin, or updates the one with its id. */
export const install = (
  parcel: Parcel,
  allowDowngrade: boolean,
  onProgress: (part: number) => void,
) =>
  upload<Plugin>('/plugins', parcel.jar, {
    headers: headers(parcel),
    params: { allowDowngrade: allowDowngrade || undefined },
    onProgress,
  });
