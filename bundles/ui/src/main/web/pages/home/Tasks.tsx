import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAgo } from '~/i18n';
import { shownStatus, TaskStatusLight } from '~/pages/create/statuses';
import { tasksQuery } from '~/rest/scaffolder';
import { useSession } from '~/rest/session';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './widgets.module.css';

/** The templates one ran last, and how they ended. */
export function Tasks() {
  const { t } = useTranslation('home');
  const { userEntityRef } = useSession();
  const { data, error } = useQuery(
    tasksQuery({ createdBy: userEntityRef || undefined, limit: 5, order: 'desc:created_at' }),
  );
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
      {data.tasks.map((task) => {
        const { title, name } = task.spec.templateInfo?.entity?.metadata ?? {};
        return (
          <li key={task.id}>
            <Link to={`/create/tasks/${task.id}`} className={styles.name}>
              {title ?? name ?? task.id}
            </Link>
            <TaskStatusLight status={shownStatus(task)} />
            <span className={styles.hint}>{formatAgo(task.createdAt)}</span>
          </li>
        );
      })}
    </ul>
  );
}
