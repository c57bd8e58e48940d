import { IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { formatAgo, formatDate, formatDuration } from '~/i18n';
import { displayName, entityRef, humanRef } from '~/rest/entity';
import { approvalsQuery, type Task, tasksQuery } from '~/rest/scaffolder';
import { useSession } from '~/rest/session';
import { Button, ButtonLink } from '~/ui/Button';
import { type Column, DataTable } from '~/ui/DataTable';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Select } from '~/ui/Field';
import { Page } from '~/ui/Page';
import { CreateTabs } from './CreateTabs';
import { taskDuration } from './durations';
import { useTemplates } from './gallery';
import { shownStatus, TaskStatusLight } from './statuses';
import styles from './Task.module.css';
import { Starter } from './TaskPage';

const PAGE = 50;
const STATUSES = ['open', 'processing', 'completed', 'failed', 'cancelled'];

/** What was run, by whom, and how it ended. */
export default function TasksPage() {
  const { t } = useTranslation('create');
  const { userEntityRef } = useSession();
  const [params, setParams] = useSearchParams();
  const whose = params.get('whose') === 'all' || !userEntityRef ? 'all' : 'mine';
  const status = params.get('status') ?? '';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(name, value);
        if (name !== 'page') {
          next.delete('page');
        }
        return next;
      },
      { replace: true },
    );
  const { data, error, refetch } = useQuery({
    ...tasksQuery({
      createdBy: whose === 'mine' ? userEntityRef : undefined,
      status: status || undefined,
      limit: PAGE,
      offset: (page - 1) * PAGE || undefined,
    }),
    placeholderData: keepPreviousData,
    // Running tasks change by themselves.
    refetchInterval: ({ state }) => (state.data?.tasks.some(isRunning) ? 3000 : false),
  });
  const pages = Math.max(1, Math.ceil((data?.totalTasks ?? 0) / PAGE));
  return (
    <Page title={t('tasks.title')} subtitle={t('tasks.subtitle')} bar={<CreateTabs />}>
      <PendingApprovals />
      <div className={styles.filters}>
        <Select
          label={t('tasks.whose')}
          value={whose}
          options={[
            { value: 'mine', label: t('tasks.mine') },
            { value: 'all', label: t('tasks.all') },
          ]}
          onChange={(value) => set('whose', value)}
        />
        <Select
          label={t('tasks.status')}
          value={status}
          options={[
            { value: '', label: t('filter.all') },
            ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
          onChange={(value) => set('status', value)}
        />
      </div>
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!error && (
        <DataTable
          label={t('tasks.title')}
          columns={useColumns()}
          rows={data?.tasks ?? Array.from({ length: 6 }, () => undefined)}
          rowKey={({ id }) => id}
          rowPath={({ id }) => `/create/tasks/${id}`}
          empty={
            <EmptyState
              icon={<IconPlayerPlay stroke={1.4} />}
              title={t(status || whose === 'mine' ? 'tasks.noMatch' : 'tasks.empty')}
              action={<ButtonLink to="/create">{t('tasks.toTemplates')}</ButtonLink>}
            >
              {t('tasks.emptyText')}
            </EmptyState>
          }
        />
      )}
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t('tasks.pages')}>
          <span>{t('tasks.page', { page, pages })}</span>
          <Button disabled={page === 1} onClick={() => set('page', String(page - 1))}>
            {t('tasks.newer')}
          </Button>
          <Button disabled={page >= pages} onClick={() => set('page', String(page + 1))}>
            {t('tasks.older')}
          </Button>
        </nav>
      )}
    </Page>
  );
}

const isRunning = ({ status }: Task) => status === 'open' || status === 'processing';

function useColumns(): Column<Task>[] {
  const { t } = useTranslation('create');
  const { data: templates } = useTemplates();
  const titles = new Map(
    templates?.items.map((entity) => [entityRef(entity), displayName(entity)]),
  );
  const titleOf = ({ spec, id }: Task) => {
    const { entityRef: ref, entity } = spec.templateInfo ?? {};
    return (ref && titles.get(ref)) ?? entity?.metadata?.title ?? (ref ? humanRef(ref) : id);
  };
  return [
    {
      id: 'template',
      title: t('tasks.template'),
      primary: true,
      width: 'minmax(180px, 2fr)',
      cell: (task) => <Link to={`/create/tasks/${task.id}`}>{titleOf(task)}</Link>,
    },
    {
      id: 'status',
      title: t('tasks.status'),
      primary: true,
      width: '140px',
      cell: (task) => <TaskStatusLight status={shownStatus(task)} />,
    },
    {
      id: 'by',
      title: t('tasks.by'),
      cell: ({ createdBy }) => createdBy && <Starter name={createdBy} />,
    },
    {
      id: 'created',
      title: t('tasks.created'),
      width: '150px',
      cell: ({ createdAt }) => <span title={formatDate(createdAt)}>{formatAgo(createdAt)}</span>,
    },
    {
      id: 'duration',
      title: t('tasks.duration'),
      width: '110px',
      align: 'end',
      cell: (task) => {
        const duration = taskDuration(task);
        return duration === undefined ? '' : formatDuration(duration);
      },
    },
  ];
}

/** What waits for one's own answer comes before everything else. */
function PendingApprovals() {
  const { t } = useTranslation('create');
  const { data } = useQuery({ ...approvalsQuery, retry: false });
  if (!data?.approvals.length) {
    return null;
  }
  return (
    <section className={styles.waits}>
      <h2>{t('tasks.waitForYou', { count: data.totalApprovals })}</h2>
      <ul>
        {data.approvals.slice(0, 5).map(({ taskId, templateRef, waiting }) => (
          <li key={taskId}>
            <Link to={`/create/tasks/${taskId}`}>
              {humanRef(templateRef, 'template')}: {waiting.stepName}
            </Link>{' '}
            <span className={styles.quiet}>
              {t('approval.until', { when: formatAgo(waiting.until) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
