import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readStream } from '~/rest/stream';
import { siteAddress } from './site';

export interface Sync {
  state: 'asking' | 'building' | 'done' | 'failed';
  log: string[];
  error?: string;
}

/** Has the server look whether the documentation is of today, and shows what it has built when it is. */
export function useSync(entityRef: string): Sync {
  const client = useQueryClient();
  const [sync, setSync] = useState<Sync>({ state: 'asking', log: [] });
  useEffect(() => {
    const stop = new AbortController();
    setSync({ state: 'asking', log: [] });
    const told = (event: string, data: string) => {
      const value: unknown = JSON.parse(data);
      if (event === 'log') {
        setSync(({ log }) => ({ state: 'building', log: [...log.slice(-199), String(value)] }));
      } else if (event === 'error') {
        setSync(({ log }) => ({ state: 'failed', log, error: String(value) }));
      } else if (event === 'finish') {
        setSync(({ log }) => ({ state: 'done', log }));
        if ((value as { updated?: boolean }).updated) {
          for (const part of ['site', 'page', 'versions']) {
            void client.invalidateQueries({ queryKey: ['docs', part, entityRef] });
          }
        }
      }
    };
    readStream(`/techdocs/sync/${siteAddress(entityRef)}`, ({ event, data }) => told(event, data), {
      signal: stop.signal,
    })
      .then(() => setSync((now) => (now.state === 'failed' ? now : { ...now, state: 'done' })))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) {
          const text = error instanceof Error ? error.message : String(error);
          setSync(({ log }) => ({ state: 'failed', log, error: text }));
        }
      });
    return () => stop.abort();
  }, [client, entityRef]);
  return sync;
}
