import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAgo } from '~/i18n';
import { api } from '~/rest/client';
import { useSession } from '~/rest/session';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Status, type Tone } from '~/ui/Tag';
import styles from './widgets.module.css';

interface Task {
  id: string;
  status: string;
  createdAt: string;
  spec?: {
    templateInfo?: {
      entityRef?: string;
      entity?: { metadata?: { title?: string; name?: string } };
    };
  };
}

const TONES: Record<string, Tone> = {
  completed: 'green',
  failed: 'red',
  processing: 'blue',
  open: 'blue',
  cancelled: 'neutral',
};

/** The templates one ran last, and how they ended. */
export function Tasks() {
  const { t } = useTranslation('home');
  const { userEntityRef } = useSession();
  const { data, error } = useQuery({
    queryKey: ['scaffolder', 'tasks', 'mine', userEntityRef],
    queryFn: ({ signal }) =>
      api.get<{ tasks: Task[] }>('/scaffolder/v2/tasks', {
        params: { createdBy: userEntityRef || undefined, limit: 5, order: 'desc:created_at' },
        signal,
      }),
  });
  if (error) {
    return <ErrorCard error={error} />;
  }
  if (!data) {
    return <Skeleton lines={3} />;
  }
  if (data.tasks.length === 0) {
    return (
      <p className={styles.none}>
        {t('tasks.none')} <Link to="/create">{t('tasks.start')}</Link>
      </p>
    );
  }
  return (
    <ul className={styles.list}>
      {data.tasks.map(({ id, status, createdAt, spec }) => (
        <li key={id}>
          <Link to={`/create/tasks/${id}`} className={styles.name}>
            {spec?.templateInfo?.entity?.metadata?.title ??
              spec?.templateInfo?.entity?.metadata?.name ??
              id}
          </Link>
          <Status tone={TONES[status] ?? 'neutral'}>
            {t(`tasks.${status}`, { defaultValue: status })}
          </Status>
          <span className={styles.hint}>{formatAgo(createdAt)}</span>
        </li>
      ))}
    </ul>
  );
}
