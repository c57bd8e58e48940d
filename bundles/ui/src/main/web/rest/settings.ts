import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from './client';
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

/**
 * A value that the server keeps for the user, on all of the user's machines: `[value, set]`. Writing shows at once
 * and is taken back when the server refuses.
 */
export function useUserSetting<T>(bucket: string, key: string, initial: T) {
  const client = useQueryClient();
  const state = useSessionState();
  const isUser = state.status === 'signed-in' && state.session.userEntityRef !== '';
  const queryKey = ['user-settings', bucket, key];
  const query = useQuery({
    queryKey,
    enabled: isUser,
    staleTime: Infinity,
    queryFn: async () => {
      const found = await batched({ bucket, key });
      return (found?.value as T | undefined) ?? initial;
    },
  });
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
    mutationFn: (value: T) => (isUser ? api.put(path(bucket, key), { value }) : Promise.resolve()),
    onMutate: (value: T) => {
      const before = client.getQueryData<T>(queryKey);
      client.setQueryData(queryKey, value);
      return { before };
    },
    onError: (_error, _value, context) => client.setQueryData(queryKey, context?.before),
  });
  return [query.data ?? initial, mutate, query.isPending && isUser] as const;
}

/** The references of starred entities, kept where Backstage keeps them. */
export function useStarred() {
  const [refs, setRefs] = useUserSetting<string[]>('default.starredEntities', 'entityRefs', []);
  return {
    refs,
    setRefs,
    isStarred: (ref: string) => refs.includes(ref),
    toggle: (ref: string) =>
      setRefs(refs.includes(ref) ? refs.filter((other) => other !== ref) : [...refs, ref]),
  };
}
