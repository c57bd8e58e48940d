import { IconCalendarClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { tasksQuery } from './schedules/tasks';
import { TaskTable } from './schedules/TaskTable';

/** What runs by itself: when it ran, how it went, when it runs next. */
export default function SchedulesPage() {
  const { t } = useTranslation('admin');
  const { data, error, refetch } = useQuery(tasksQuery);
  return (
    <Page title={t('schedules.title')} subtitle={t('schedules.subtitle')}>
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={5} height={36} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconCalendarClock stroke={1.4} />} title={t('schedules.none')}>
          {t('schedules.noneText')}
        </EmptyState>
      )}
      {data && data.length > 0 && <TaskTable tasks={data} />}
    </Page>
  );
}
