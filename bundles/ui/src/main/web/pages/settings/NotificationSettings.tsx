import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox, Select } from '~/ui/Field';
import { Skeleton } from '~/ui/Skeleton';
import { type Channel, switched, wanted } from './channels';
import styles from './Settings.module.css';

const KEY = ['notifications', 'settings'];
const FREQUENCIES = ['immediately', 'hourly', 'daily'];
const SEVERITIES = ['low', 'normal', 'high', 'critical'];

/** Which notifications come, for each channel, sender and topic. */
export function NotificationSettings() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      api.get<{ channels: Channel[] }>('/notifications/settings', { signal }),
  });
  const { mutate } = useMutation({
    mutationFn: (channels: Channel[]) =>
      api.post<{ channels: Channel[] }>('/notifications/settings', { channels }),
    onMutate: (channels) => {
      const before = client.getQueryData(KEY);
      client.setQueryData(KEY, { channels });
      return { before };
    },
    onError: (_error, _channels, context) => client.setQueryData(KEY, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const channels = data?.channels ?? [];
  // A channel that brings mail has something to choose before anybody has sent anything.
  const shown = channels.filter(
    ({ origins, frequency }) => origins.length > 0 || frequency !== undefined,
  );
  const flip = (enabled: boolean, channel: string, origin: string, topic?: string) =>
    mutate(switched(channels, enabled, channel, origin, topic));
  return (
    <div className={styles.single}>
      <Card title={t('notifications.title')}>
        <p className={styles.help}>{t('notifications.help')}</p>
        {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={4} height={20} />}
        {data && shown.length === 0 && (
          <EmptyState icon={<IconBell stroke={1.4} />} title={t('notifications.none')}>
            {t('notifications.noneText')}
          </EmptyState>
        )}
        {shown.map((channel) => (
          <fieldset key={channel.id} className={styles.channel}>
            <legend className={styles.legend}>{channel.id}</legend>
            <div className={styles.choices}>
              {channel.frequency !== undefined && (
                <Select
                  label={t('notifications.frequency.label')}
                  options={FREQUENCIES.map((value) => ({
                    value,
                    label: t(`notifications.frequency.${value}`),
                  }))}
                  value={channel.frequency}
                  onChange={(frequency) => mutate(wanted(channels, channel.id, { frequency }))}
                />
              )}
              {channel.minSeverity !== undefined && (
                <Select
                  label={t('notifications.severity.label')}
                  options={SEVERITIES.map((value) => ({
                    value,
                    label: t(`notifications.severity.${value}`),
                  }))}
                  value={channel.minSeverity}
                  onChange={(minSeverity) => mutate(wanted(channels, channel.id, { minSeverity }))}
                />
              )}
            </div>
            <ul>
              {channel.origins.map((origin) => (
                <li key={origin.id}>
                  <Checkbox
                    label={origin.id}
                    checked={origin.enabled}
                    onChange={({ target }) => flip(target.checked, channel.id, origin.id)}
                  />
                  {(origin.topics ?? []).length > 0 && (
                    <ul className={styles.topics}>
                      {origin.topics?.map((topic) => (
                        <li key={topic.id}>
                          <Checkbox
                            label={topic.id}
                            checked={origin.enabled && topic.enabled}
                            disabled={!origin.enabled}
                            onChange={({ target }) =>
                              flip(target.checked, channel.id, origin.id, topic.id)
                            }
                          />
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ul>
          </fieldset>
        ))}
      </Card>
    </div>
  );
}
