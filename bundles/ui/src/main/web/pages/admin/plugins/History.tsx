import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAgo, formatDate } from '~/i18n';
import { api } from '~/rest/client';
import { useAllowed } from '~/rest/permissions';
import { Card } from '~/ui/Card';
import { Status } from '~/ui/Tag';
import type { AuditItem } from '../audit/events';
import { Sentence } from '../audit/Sentence';
import styles from './Detail.module.css';
import type { PluginEvent } from './lifecycle';
import { stateTone } from './words';

/** What happened to a plugin: the states since the page opened, then what the audit log has. */
export function History({ id, trail }: { id: string; trail: PluginEvent[] }) {
  const { t } = useTranslation('admin');
  const allowed = useAllowed('callboard.audit.read');
  const { data } = useQuery({
    queryKey: ['plugins', id, 'history', trail.length],
    enabled: allowed,
    queryFn: ({ signal }) =>
      api.get<{ items: AuditItem[] }>('/audit/events', {
        params: { plugin: id, limit: 20 },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const items = data?.items ?? [];
  if (trail.length === 0 && items.length === 0) {
    return null;
  }
  return (
    <Card title={t('plugins.history')}>
      <ol className={styles.events}>
        {trail
          .toReversed()
          .slice(0, 12)
          .map(({ state, at, reason }, index) => (
            <li key={trail.length - index}>
              {state !== 'removed' && (
                <Status tone={stateTone(state)}>{t(`plugins.state.${state}`)}</Status>
              )}
              <small>
                {new Date(at).toLocaleTimeString()} {reason}
              </small>
            </li>
          ))}
        {items.map((item) => (
          <li key={item.seq}>
            <Sentence item={item} />
            <time dateTime={item.ts} title={formatDate(item.ts)}>
              {formatAgo(item.ts)}
            </time>
          </li>
        ))}
      </ol>
      {items.length > 0 && (
        <p>
          <Link to={`/admin/audit?plugin=${encodeURIComponent(id)}`}>{t('plugins.inAudit')}</Link>
        </p>
      )}
    </Card>
  );
}
