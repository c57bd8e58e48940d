import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from './client';
import { keepSeen, lastSeen, pageShown } from './later';
import { useSessionState } from './session';
import { subscribe } from './signals';

const path = (bucket: string, key: string) =>
  `/user-settings/buckets/${encodeURIComponent(bucket)}/keys/${encodeURIComponent(key)}`;

interface Wanted {
  bucket: string;
  key: string;
}

type Found = { value: unknown } | null;

let queue: { wanted: Wanted; resolve: (found: Found) => void; reject: (error: Error) => void }[] =
  [];
let flush: ReturnType<typeof setTimeout> | undefined;

/** The settings that a page wants are asked for together. */
function batched(wanted: Wanted): Promise<Found> {
  return new Promise((resolve, reject) => {
    queue.push({ wanted, resolve, reject });
    flush ??= setTimeout(() => void askAll(), 10);
  });
}

async function askAll() {
  await pageShown;
  const asked = queue;
  queue = [];
  flush = undefined;
  try {
    const { items } = await api.post<{ items: Found[] }>('/user-settings/multiget', {
      items: asked.map(({ wanted }) => wanted),
    });
    asked.forEach(({ resolve }, index) => resolve(items[index] ?? null));
  } catch (failure) {
    asked.forEach(({ reject }) => reject(failure as Error));
  }
}

type Change<T> = T | ((before: T) => T);

/**
 * A value that the server keeps for the user, on all of the user's machines: `[value, set]`. Writing shows at once
 * and is taken back when the server refuses.
 */
export function useUserSetting<T>(bucket: string, key: string, initial: T) {
  const client = useQueryClient();
  const state = useSessionState();
  const isUser = state.status === 'signed-in' && state.session.userEntityRef !== '';
  const name = `${bucket}/${key}`;
  const options = {
    queryKey: ['user-settings', bucket, key],
    staleTime: Infinity,
    meta: { later: true },
    queryFn: async () => {
      const found = await batched({ bucket, key });
      return keepSeen(name, (found?.value as T | undefined) ?? initial);
    },
  };
  const [seen] = useState(() => lastSeen<T>(name));
  const query = useQuery({ ...options, enabled: isUser });
  useEffect(
    () =>
      subscribe('user-settings', (message) => {
        if (message['key'] === key) {
          void client.invalidateQueries({ queryKey: ['user-settings', bucket, key] });
        }
      }),
    [client, bucket, key],
  );
  const { mutate } = useMutation({
    mutationFn: async (change: Change<T>) => {
      if (isUser) {
        await api.put(path(bucket, key), { value: client.getQueryData<T>(options.queryKey) });
      }
      return change;
    },
    onMutate: async (change: Change<T>) => {
      // A change of what is there needs to know what is there, or it would undo what was set elsewhere.
      const before = isUser ? await client.ensureQueryData(options) : (query.data ?? initial);
      const after = typeof change === 'function' ? (change as (value: T) => T)(before) : change;
      client.setQueryData(options.queryKey, keepSeen(name, after));
      return { before };
    },
    onError: (_error, _change, context) => client.setQueryData(options.queryKey, context?.before),
  });
  return [query.data ?? seen ?? initial, mutate, query.isPending && isUser] as const;
}

/** The references of starred entities, kept where Backstage keeps them. */
export function useStarred() {
  const [refs, setRefs] = useUserSetting<string[]>('default.starredEntities', 'entityRefs', []);
  return {
    refs,
    setRefs,
    isStarred: (ref: string) => refs.includes(ref),
    toggle: (ref: string) =>
      setRefs((before) =>
        before.includes(ref) ? before.filter((other) => other !== ref) : [...before, ref],
      ),
  };
}
