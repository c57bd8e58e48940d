import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { PortalError } from '~/rest/client';
import type { TaskEvent } from '~/rest/scaffolder';
import { readStream } from '~/rest/stream';

type Connection = 'live' | 'lost' | 'ended';

/**
 * The events of a task as they happen. A stream that breaks is taken up again after the last event that came;
 * events of one moment are shown together.
 */
export function useTaskEvents(id: string) {
  const client = useQueryClient();
  const [events, setEvents] = useState<TaskEvent[]>([]);
  const [connection, setConnection] = useState<Connection>('live');
  const [round, setRound] = useState(0);
  const known = useRef({ last: 0 });
  const restart = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    const arrived: TaskEvent[] = [];
    let flush: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const show = () => {
      flush = undefined;
      const batch = arrived.splice(0);
      setEvents((before) => [...before, ...batch]);
      if (batch.some(({ type, body }) => type !== 'log' || body.waiting || body.status)) {
        void client.invalidateQueries({ queryKey: ['scaffolder', 'task', id] });
      }
    };
    const heard = (event: TaskEvent) => {
      ended ||= event.type === 'completion';
      if (event.id > known.current.last) {
        known.current.last = event.id;
        arrived.push(event);
        flush ??= setTimeout(show, 60);
      }
    };
    const follow = async () => {
      for (let attempt = 0; !abort.signal.aborted && !ended; attempt++) {
        try {
          await readStream(
            `/scaffolder/v2/tasks/${encodeURIComponent(id)}/eventstream`,
            ({ data }) => {
              attempt = 0;
              setConnection('live');
              heard(JSON.parse(data) as TaskEvent);
            },
            { signal: abort.signal, params: { after: known.current.last || undefined } },
          );
        } catch (error) {
          if (abort.signal.aborted) {
            return;
          }
          if (error instanceof PortalError && error.status >= 400 && error.status < 500) {
            break;
          }
          setConnection('lost');
        }
        await wait(ended ? 0 : Math.min(10_000, 500 * 2 ** attempt), abort.signal);
      }
      if (!abort.signal.aborted) {
        setConnection('ended');
      }
    };
    known.current.last = 0;
    setEvents([]);
    setConnection('live');
    void follow();
    return () => {
      clearTimeout(flush);
      abort.abort();
    };
  }, [client, id, round]);
  return { events, connection, restart };
}

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
