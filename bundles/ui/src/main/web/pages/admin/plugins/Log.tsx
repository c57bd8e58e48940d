import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PortalError } from '~/rest/client';
import { useAllowed } from '~/rest/permissions';
import { readStream } from '~/rest/stream';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Select } from '~/ui/Field';
import styles from './Detail.module.css';

interface Line {
  seq: number;
  time: string;
  level: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  logger: string;
  message: string;
  error: string | null;
}

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];
const KEPT = 1000;

/** What a plugin logs, as it logs it. Scrolling up holds the place; at the end it follows. */
export function Log({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const allowed = useAllowed('callboard.plugin.log');
  const [level, setLevel] = useState('TRACE');
  const [paused, setPaused] = useState(false);
  const { lines, missing } = useLines(id, allowed);
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const shown = lines.filter((line) => LEVELS.indexOf(line.level) >= LEVELS.indexOf(level));
  useLayoutEffect(() => {
    if (follow.current && !paused && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [shown.length, paused]);
  if (!allowed || missing) {
    return null;
  }
  return (
    <Card
      title={t('plugins.log')}
      flush
      actions={
        <div className={styles.controls}>
          <Select
            label={t('plugins.level')}
            hideLabel
            options={LEVELS.map((value) => ({ value, label: value.toLowerCase() }))}
            value={level}
            onChange={setLevel}
          />
          <Button
            variant="quiet"
            label={t(paused ? 'plugins.follow' : 'plugins.pause')}
            icon={paused ? <IconPlayerPlay /> : <IconPlayerPause />}
            onClick={() => setPaused(!paused)}
          />
        </div>
      }
    >
      <div
        ref={box}
        className={styles.log}
        role="log"
        aria-label={t('plugins.log')}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follow.current = scrollHeight - scrollTop - clientHeight < 40;
        }}
      >
        {shown.length === 0 && <p className={styles.quiet}>{t('plugins.silent')}</p>}
        {shown.map(({ seq, time, level: of, message, error, logger }) => (
          <p key={seq} className={styles[of]} title={logger}>
            <time dateTime={time}>{new Date(time).toLocaleTimeString()}</time> {of.padEnd(5)}{' '}
            {message}
            {error && `\n${error}`}
          </p>
        ))}
      </div>
    </Card>
  );
}

/** The lines that are kept, then those that come. */
function useLines(id: string, enabled: boolean) {
  const [lines, setLines] = useState<Line[]>([]);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!enabled) {
      return;
    }
    const stop = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    let lastId = '';
    let waiting: Line[] = [];
    let frame = 0;
    setLines([]);
    const listen = () => {
      const headers: Record<string, string> = lastId ? { 'Last-Event-ID': lastId } : {};
      readStream(
        `/plugins/${encodeURIComponent(id)}/log/stream`,
        (event) => {
          lastId = event.id || lastId;
          waiting.push(JSON.parse(event.data) as Line);
          // Many lines come at once; they are drawn once for each frame.
          frame ||= requestAnimationFrame(() => {
            frame = 0;
            const come = waiting;
            waiting = [];
            setLines((before) => [...before, ...come].slice(-KEPT));
          });
        },
        { signal: stop.signal, headers },
      ).then(
        () => (again = setTimeout(listen, 2_000)),
        (error: unknown) => {
          if (error instanceof PortalError && error.status >= 400 && error.status < 500) {
            setMissing(true);
          } else if (!stop.signal.aborted) {
            again = setTimeout(listen, 2_000);
          }
        },
      );
    };
    listen();
    return () => {
      stop.abort();
      clearTimeout(again);
      cancelAnimationFrame(frame);
    };
  }, [id, enabled]);
  return { lines, missing };
}
