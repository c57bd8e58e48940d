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
import { type Plugin, pluginsKey } from './plugins';
import { shortVersion, stateTone } from './words';

/** What happened to a plugin: its states since the server started, and what the audit log has. */
export function History({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation('admin');
  const { id, core } = plugin;
  const allowed = useAllowed('callboard.audit.read');
  const { data } = useQuery({
    queryKey: [...pluginsKey, id, 'audit'],
    enabled: allowed && !core,
    queryFn: ({ signal }) =>
      api.get<{ items: AuditItem[] }>('/audit/events', {
        params: { plugin: id, limit: 10 },
        signal,
      }),
  });
  const states = (plugin.history ?? []).toReversed().slice(0, 15);
  const items = data?.items ?? [];
  return (
    <>
      {states.length > 0 && (
        <Card title={t('plugins.history')}>
          <ol className={styles.events}>
            {states.map(({ at, state, version, reason }) => (
              <li key={at + state}>
                <span className={styles.event}>
                  <Status tone={stateTone(state)}>{t(`plugins.state.${state}`)}</Status>
                  <small>{shortVersion(version)}</small>
                  <time dateTime={at} title={formatDate(at)}>
                    {new Date(at).toLocaleTimeString()}
                  </time>
                </span>
                {reason && <small>{reason}</small>}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {items.length > 0 && (
        <Card title={t('plugins.audited')}>
          <ol className={styles.events}>
            {items.map((item) => (
              <li key={item.seq}>
                <Sentence item={item} />
                <time dateTime={item.ts} title={formatDate(item.ts)}>
                  {formatAgo(item.ts)}
                </time>
              </li>
            ))}
          </ol>
          <p className={styles.all}>
            <Link to={`/admin/audit?plugin=${encodeURIComponent(id)}`}>{t('plugins.inAudit')}</Link>
          </p>
        </Card>
      )}
    </>
  );
}
