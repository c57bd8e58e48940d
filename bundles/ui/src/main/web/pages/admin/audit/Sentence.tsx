import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EntityLink } from '~/ui/EntityLink';
import styles from './Audit.module.css';
import type { AuditItem } from './events';

/** A record as a sentence: who did what to what. */
export function Sentence({ item }: { item: AuditItem }) {
  const { t, i18n } = useTranslation('admin');
  const { eventId, sub } = item;
  const known = [`audit.sentence.${eventId}-${sub}`, `audit.sentence.${eventId}`].find((key) =>
    i18n.exists(`admin:${key}`),
  );
  const failed = item.status === 'failed' && !eventId.includes('fail') && !eventId.includes('deny');
  return (
    <span className={styles.text}>
      <Trans
        t={t}
        i18nKey={known ?? 'audit.sentence.other'}
        values={{ event: [eventId, sub].filter(Boolean).join(' '), ...texts(item.meta) }}
        components={{ actor: <Actor item={item} />, target: <Target item={item} /> }}
      />
      {failed && ` – ${t('audit.didNotWork')}`}
    </span>
  );
}

function texts(meta: Record<string, unknown>): Record<string, string> {
  return {
    version: '',
    permission: '',
    reason: '',
    from: '',
    to: '',
    ...Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, String(value)])),
  };
}

/** Who did it: a person, a part of the server, or a caller with a token. */
export function Actor({ item }: { item: AuditItem }) {
  const { t, i18n } = useTranslation('admin');
  const { ref } = item.actor;
  const [kind = '', name = ''] = ref.split(/:(.*)/s);
  if (kind === 'user') {
    return <EntityLink entityRef={ref} icon={false} />;
  }
  const key = `audit.actor.${kind}-${name}`;
  return <strong title={ref}>{i18n.exists(`admin:${key}`) ? t(key) : name || ref}</strong>;
}

function Target({ item }: { item: AuditItem }) {
  const { kind, ref } = item.target;
  switch (kind) {
    case 'entity':
      return <EntityLink entityRef={ref} />;
    case 'plugin':
      return <Link to={`/admin/plugins/${encodeURIComponent(ref)}`}>{ref}</Link>;
    case 'user':
      return <EntityLink entityRef={ref} icon={false} />;
    case 'task':
    case 'scaffolder-task':
      return <Link to={`/create/tasks/${encodeURIComponent(ref)}`}>{ref.slice(0, 8)}</Link>;
    default:
      return <code>{ref}</code>;
  }
}
