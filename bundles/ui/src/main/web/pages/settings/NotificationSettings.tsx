import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox } from '~/ui/Field';
import { Skeleton } from '~/ui/Skeleton';
import { type Channel, switched } from './channels';
import styles from './Settings.module.css';

const KEY = ['notifications', 'settings'];

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
  const empty = channels.every(({ origins }) => origins.length === 0);
  const flip = (enabled: boolean, channel: string, origin: string, topic?: string) =>
    mutate(switched(channels, enabled, channel, origin, topic));
  return (
    <div className={styles.single}>
      <Card title={t('notifications.title')}>
        <p className={styles.help}>{t('notifications.help')}</p>
        {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={4} height={20} />}
        {data && empty && (
          <EmptyState icon={<IconBell stroke={1.4} />} title={t('notifications.none')}>
            {t('notifications.noneText')}
          </EmptyState>
        )}
        {channels
          .filter(({ origins }) => origins.length > 0)
          .map((channel) => (
            <fieldset key={channel.id} className={styles.channel}>
              <legend className={styles.legend}>{channel.id}</legend>
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
