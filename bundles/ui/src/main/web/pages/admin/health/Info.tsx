import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDate, formatDuration, formatNumber } from '~/i18n';
import { useAllowed } from '~/rest/permissions';
import { Card } from '~/ui/Card';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Health.module.css';
import { infoQuery, type ServerInfo } from './health';

const MEGA = 1024 * 1024;

/** What runs here, for whom it is allowed. */
export function Info() {
  const { t } = useTranslation('admin');
  const allowed = useAllowed('callboard.server.read');
  const { data, error, refetch } = useQuery({ ...infoQuery, enabled: allowed });
  if (!allowed) {
    return null;
  }
  return (
    <Card title={t('health.info')}>
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={7} />}
      {data && <Facts info={data} />}
    </Card>
  );
}

function Facts({ info }: { info: ServerInfo }) {
  const { t } = useTranslation('admin');
  const { memory, java, os } = info;
  const used = memory.usedBytes / memory.maxBytes;
  return (
    <dl className={styles.facts}>
      <dt>{t('health.version')}</dt>
      <dd>{info.version}</dd>
      <dt>{t('health.node')}</dt>
      <dd>{info.node}</dd>
      <dt>{t('health.up')}</dt>
      <dd title={formatDate(info.startedAt)}>
        {formatDuration(Math.max(1, info.uptimeSeconds) * 1000)}
      </dd>
      <dt>{t('health.memory')}</dt>
      <dd>
        <meter
          className={styles.meter}
          min={0}
          max={1}
          high={0.85}
          optimum={0}
          value={used}
          aria-label={t('health.memory')}
        />
        {t('health.memoryOf', {
          used: formatNumber(Math.round(memory.usedBytes / MEGA)),
          max: formatNumber(Math.round(memory.maxBytes / MEGA)),
        })}
      </dd>
      <dt>{t('health.bundles')}</dt>
      <dd>{t('health.bundlesOf', info.bundles)}</dd>
      <dt>{t('health.database')}</dt>
      <dd>{info.database.kind}</dd>
      <dt>Java</dt>
      <dd>
        {java.version}, {java.vm}
      </dd>
      <dt>{t('health.system')}</dt>
      <dd>
        {os.name} {os.version}, {os.arch}, {t('health.processors', { count: os.processors })}
      </dd>
    </dl>
  );
}
