import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { readStream } from '~/rest/stream';
import { type PluginList, pluginsKey, type PluginState } from './plugins';

/** A change of a plugin as the stream tells it; `removed` is the last one of a plugin. */
export interface PluginEvent {
  id?: string;
  file?: string;
  version?: string;
  state: PluginState | 'removed';
  reason?: string;
  at: number;
}

/** What a plugin goes through until it serves. */
export const WAY: PluginState[] = ['UPLOADED', 'VERIFIED', 'RESOLVED', 'STARTING', 'ACTIVE'];

const KEPT = 200;

/**
 * The changes of plugins since the page opened. Each is put into the list at once, and the list is read again a
 * moment later for what the event does not say.
 */
export function usePluginEvents(): PluginEvent[] {
  const client = useQueryClient();
  const [events, setEvents] = useState<PluginEvent[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    let reread: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let lastId = '';
    const heard = (event: PluginEvent) => {
      setEvents((before) => [...before.slice(-KEPT), event]);
      client.setQueryData<PluginList>(pluginsKey, (list) => list && applied(list, event));
      clearTimeout(reread);
      reread = setTimeout(() => void client.invalidateQueries({ queryKey: pluginsKey }), 250);
    };
    const listen = () => {
      const headers: Record<string, string> = lastId ? { 'Last-Event-ID': lastId } : {};
      readStream(
        '/plugins/events',
        ({ id, data }) => {
          lastId = id || lastId;
          heard({ ...(JSON.parse(data) as PluginEvent), at: Date.now() });
        },
        { signal: stop.signal, headers },
      )
        .catch(() => undefined)
        .finally(() => {
          if (!stop.signal.aborted) {
            again = setTimeout(listen, 2_000);
          }
        });
    };
    listen();
    return () => {
      stop.abort();
      clearTimeout(again);
      clearTimeout(reread);
    };
  }, [client]);
  return events;
}

/** The list after an event. */
export function applied(list: PluginList, event: PluginEvent): PluginList {
  if (event.state === 'removed') {
    return { ...list, items: list.items.filter(({ id }) => id !== event.id) };
  }
  const { state, reason = '' } = event;
  return {
    ...list,
    items: list.items.map((plugin) =>
      plugin.id === event.id
        ? { ...plugin, state, reason, version: event.version ?? plugin.version }
        : plugin,
    ),
  };
}

/** The steps of a trail one after the other, slow enough to be seen; all at once for who wants no motion. */
export function usePaced(trail: PluginEvent[], pace = 380): PluginEvent[] {
  const [shown, setShown] = useState(0);
  const still = useRef(window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  const length = trail.length;
  useEffect(() => {
    if (shown >= length) {
      return;
    }
    const timer = setTimeout(
      () => setShown(still.current ? length : shown + 1),
      still.current ? 0 : pace,
    );
    return () => clearTimeout(timer);
  }, [shown, length, pace]);
  return trail.slice(0, shown);
}
