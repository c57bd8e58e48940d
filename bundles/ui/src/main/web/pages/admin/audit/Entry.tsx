import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '~/i18n';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Tag, type Tone } from '~/ui/Tag';
import styles from './Audit.module.css';
import { type AuditFilter, type AuditItem, type PatchStep, recordQuery } from './events';
import { Sentence } from './Sentence';

const TONES: Record<AuditItem['severity'], Tone> = {
  low: 'neutral',
  medium: 'neutral',
  high: 'amber',
  critical: 'red',
};

interface Props {
  item: AuditItem;
  onFilter: (part: AuditFilter) => void;
}

/** One record; opened, it shows all that was stored and what changed. */
export function Entry({ item, onFilter }: Props) {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  const time = new Date(item.ts);
  const notable = item.severity === 'high' || item.severity === 'critical';
  return (
    <li className={styles.entry} data-event={item.eventId}>
      <div className={styles.line}>
        <Button
          variant="quiet"
          className={cx(styles.opener, open && styles.opened)}
          aria-expanded={open}
          label={t('audit.details')}
          icon={<IconChevronRight />}
          onClick={() => setOpen(!open)}
        />
        <time dateTime={item.ts} title={formatDate(item.ts)}>
          {time.toLocaleTimeString()}
        </time>
        <span className={styles.sentence}>
          <Sentence item={item} />
          {notable && <Tag tone={TONES[item.severity]}>{t(`audit.severity.${item.severity}`)}</Tag>}
          {item.status === 'failed' && <Tag tone="red">{t('audit.status.failed')}</Tag>}
          {item.hasPatch && !open && (
            <button type="button" className={styles.clear} onClick={() => setOpen(true)}>
              {t('audit.showChange')}
            </button>
          )}
        </span>
      </div>
      {open && <Opened item={item} onFilter={onFilter} />}
    </li>
  );
}

function Opened({ item, onFilter }: Props) {
  const { t } = useTranslation('admin');
  const { data, error } = useQuery(recordQuery(item.seq));
  const facts = Object.entries({ ...item.cause, ...item.meta });
  return (
    <div className={styles.record}>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {error && <ErrorCard error={error} />}
      {!data && !error && item.hasPatch && <Skeleton lines={2} />}
      {data?.record?.patch && <Patch steps={data.record.patch} />}
      {data && (
        <p className={styles.hash}>
          {t('audit.record', { seq: item.seq })} · <code>{item.hash.slice(0, 23)}…</code>{' '}
          {!data.intact && <Tag tone="red">{t('audit.notIntact')}</Tag>}
        </p>
      )}
      <p className={styles.only}>
        <Button variant="quiet" onClick={() => onFilter({ actor: item.actor.ref })}>
          {t('audit.onlyActor')}
        </Button>
        <Button
          variant="quiet"
          onClick={() => onFilter({ targetKind: item.target.kind, targetRef: item.target.ref })}
        >
          {t('audit.onlyTarget')}
        </Button>
        <Button variant="quiet" onClick={() => onFilter({ eventId: item.eventId })}>
          {t('audit.onlyEvent')}
        </Button>
      </p>
    </div>
  );
}

const SIGNS: Record<PatchStep['op'], string> = {
  add: '+',
  remove: '−',
  replace: '~',
  move: '→',
  copy: '→',
  test: '=',
};

/** A JSON Patch for people: where, and what is there now. */
function Patch({ steps }: { steps: PatchStep[] }) {
  const { t } = useTranslation('admin');
  return (
    <ul className={styles.patch} aria-label={t('audit.change')}>
      {steps.map((step, index) => (
        <li key={index} className={styles[step.op]}>
          <span aria-hidden>{SIGNS[step.op]}</span>
          <span className="cb-visually-hidden">{t(`audit.op.${step.op}`)}</span>
          <code>{step.path.slice(1).replaceAll('/', ' › ').replaceAll('~1', '/') || '/'}</code>
          {step.value !== undefined && (
            <code className={styles.value}>
              {typeof step.value === 'string' ? step.value : JSON.stringify(step.value)}
            </code>
          )}
        </li>
      ))}
    </ul>
  );
}
