import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatNumber } from '~/i18n';
import { api } from '~/rest/client';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import styles from './Audit.module.css';

interface Verification {
  state: 'never' | 'running' | 'whole' | 'broken' | 'failed';
  message: string;
  checked: number;
  total: number;
  startedBy: string | null;
  endedAt: string | null;
  lastRecord: { seq: number; hash: string } | null;
  finding: { seq: number; message: string } | null;
}

const KEY = ['audit', 'verify'];

/** Whether the log is whole: the last answer, and the button that asks anew. */
export function Verify() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const allowed = useAllowed('callboard.audit.verify');
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<Verification>('/audit/verify', { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 400 : false),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.post<Verification>('/audit/verify'),
    onSuccess: (answer) => client.setQueryData(KEY, answer),
  });
  const state = data?.state ?? 'never';
  const bad = state === 'broken' || state === 'failed';
  const Icon = bad ? IconShieldX : IconShieldCheck;
  return (
    <section
      className={cx(styles.verify, state === 'whole' && styles.whole, bad && styles.broken)}
      aria-label={t('audit.verification')}
      data-state={state}
    >
      <Icon aria-hidden size={22} stroke={1.6} />
      <div className={styles.verdict} role="status">
        <strong>{t(`audit.verified.${state}`)}</strong>
        {state === 'running' && data ? (
          <progress
            className={styles.progress}
            max={data.total || 1}
            value={data.checked}
            aria-label={t('audit.verified.running')}
          />
        ) : (
          <span>
            {state === 'never' && t('audit.neverText')}
            {state === 'whole' &&
              data?.endedAt &&
              t('audit.wholeText', {
                count: data.checked,
                number: formatNumber(data.checked),
                ago: formatAgo(data.endedAt),
              })}
            {bad && (data?.finding ? t('audit.finding', data.finding) : data?.message)}
          </span>
        )}
        {state === 'whole' && data?.lastRecord && (
          <small title={data.lastRecord.hash}>
            {t('audit.lastRecord', { seq: data.lastRecord.seq })}{' '}
            <code>{data.lastRecord.hash.slice(0, 23)}…</code>
          </small>
        )}
      </div>
      {allowed && (
        <Button busy={isPending || state === 'running'} onClick={() => mutate()}>
          {t('audit.verify')}
        </Button>
      )}
    </section>
  );
}
