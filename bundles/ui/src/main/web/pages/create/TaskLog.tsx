import { IconArrowDown, IconDownload } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskEvent } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { saveAs } from '~/rest/download';
import { cx } from '~/ui/cx';
import { logLines, logText } from './logLines';
import styles from './TaskLog.module.css';

interface Props {
  events: TaskEvent[];
  /** Only what this step said. */
  step?: { id: string; name: string };
  onAll: () => void;
  fileName: string;
}

/** What the steps say. The end is followed until somebody scrolls up. */
export function TaskLog({ events, step, onAll, fileName }: Props) {
  const { t } = useTranslation('create');
  const lines = useMemo(() => logLines(events, step?.id), [events, step?.id]);
  const frame = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 20,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 20,
  });
  useEffect(() => {
    if (follows && lines.length > 0) {
      virtual.scrollToIndex(lines.length - 1, { align: 'end' });
    }
  }, [virtual, follows, lines.length]);
  return (
    <section className={styles.log} aria-label={t('log.title')}>
      <header className={styles.header}>
        <h2>{step ? t('log.of', { step: step.name }) : t('log.title')}</h2>
        {step && (
          <Button variant="quiet" onClick={onAll}>
            {t('log.all')}
          </Button>
        )}
        <span className={styles.tools}>
          {!follows && (
            <Button
              variant="quiet"
              icon={<IconArrowDown stroke={1.6} />}
              onClick={() => setFollows(true)}
            >
              {t('log.follow')}
            </Button>
          )}
          <Button
            variant="quiet"
            label={t('log.download')}
            icon={<IconDownload stroke={1.6} />}
            disabled={events.length === 0}
            onClick={() => saveAs(new Blob([logText(events)]), fileName)}
          />
        </span>
      </header>
      {/* The log scrolls, so it must be reachable by keyboard. */}
      <div
        ref={frame}
        className={styles.frame}
        role="log"
        aria-label={t('log.title')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < 40)
        }
      >
        {lines.length === 0 && <p className={styles.empty}>{t('log.empty')}</p>}
        <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index]!;
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={styles.line}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className={styles.time}>{line.time && clock(line.time)}</span>
                <span className={styles.text}>
                  {line.spans.map(({ text, tone, bold }, part) => (
                    <span
                      key={String(part)}
                      className={cx(tone && styles[tone], bold && styles.bold)}
                    >
                      {text}
                    </span>
                  ))}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** The time of day where the reader is, to the second. */
const clock = (at: string) => new Date(at).toTimeString().slice(0, 8);
