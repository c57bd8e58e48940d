import { useQuery } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAgo } from '~/i18n';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { CheckRow } from './health/CheckRow';
import { healthQuery, severity, statusTone } from './health/health';
import { Info } from './health/Info';
import styles from './health/Health.module.css';
import { Status } from '~/ui/Tag';

/** Whether the server is well, in words: what is wrong comes first. */
export default function HealthPage() {
  const { t } = useTranslation('admin');
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery(healthQuery);
  const checks = data?.checks.toSorted((a, b) => severity(b.status) - severity(a.status)) ?? [];
  const bad = checks.filter(({ status }) => status !== 'OK').length;
  return (
    <Page
      title={t('health.title')}
      subtitle={
        data && (
          <span className={styles.summary}>
            <Status tone={statusTone(data.status)}>
              {bad === 0 ? t('health.well') : t('health.unwell', { count: bad })}
            </Status>
            <span className={styles.asked}>
              {t('health.asked', { ago: formatAgo(dataUpdatedAt) })}
            </span>
          </span>
        )
      }
      actions={
        <Button icon={<IconRefresh />} busy={isFetching} onClick={() => void refetch()}>
          {t('health.again')}
        </Button>
      }
    >
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      <div className={styles.columns}>
        {data ? (
          <ul className={styles.checks} aria-label={t('health.checks')}>
            {checks.map((check) => (
              <CheckRow key={check.name} check={check} />
            ))}
          </ul>
        ) : (
          !error && <Skeleton lines={10} height={28} />
        )}
        <Info />
      </div>
    </Page>
  );
}
