import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { formatAgo, formatDate, formatDuration } from '~/i18n';
import { type Task, taskQuery } from '~/rest/scaffolder';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { Approval } from './Approval';
import { taskDuration } from './durations';
import { shownStatus, TaskStatusLight } from './statuses';
import { TaskActions } from './TaskActions';
import { taskState } from './taskEvents';
import { TaskLog } from './TaskLog';
import { TaskOutputs } from './TaskOutputs';
import { TaskSteps, useNow } from './TaskSteps';
import styles from './Task.module.css';
import { useTaskEvents } from './useTaskEvents';

/** A run of a template while it happens, and what it has left. */
export default function TaskPage() {
  const { t } = useTranslation('create');
  const { taskId = '' } = useParams();
  const { data: task, error, refetch } = useQuery(taskQuery(taskId));
  if (task) {
    return <Run key={taskId} task={task} />;
  }
  return (
    <Page title={t('task.title')}>
      {error ? (
        <ErrorCard error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height={20} />
      )}
    </Page>
  );
}

const titleOf = (task: Task) =>
  task.spec.templateInfo?.entity?.metadata?.title ??
  task.spec.templateInfo?.entity?.metadata?.name ??
  task.id;

function Run({ task }: { task: Task }) {
  const { t } = useTranslation('create');
  const [params, setParams] = useSearchParams();
  const { events, connection, restart } = useTaskEvents(task.id);
  const state = useMemo(() => taskState(task.spec.steps, events), [task.spec.steps, events]);
  const status = shownStatus({ ...task, status: state.status ?? task.status });
  const ended = status === 'completed' || status === 'failed' || status === 'cancelled';
  const now = useNow(!ended);
  const chosen = state.steps.find(({ id }) => id === params.get('step'));
  const choose = (step: string | undefined) => setParams(step ? { step } : {}, { replace: true });
  const end = state.endedAt ? Date.parse(state.endedAt) : undefined;
  const duration = end ? end - Date.parse(task.createdAt) : taskDuration(task, now);
  const templateRef = task.spec.templateInfo?.entityRef;
  return (
    <Page
      title={`${t(`status.${status}`)} · ${titleOf(task)}`}
      heading={
        <>
          <p className={styles.crumb}>
            <Link to="/create/tasks">{t('tabs.tasks')}</Link>
          </p>
          <h1>{titleOf(task)}</h1>
        </>
      }
      subtitle={
        <div className={styles.facts} aria-live="polite">
          <TaskStatusLight status={status} />
          {duration !== undefined && <span>{formatDuration(duration)}</span>}
          <span title={formatDate(task.createdAt)}>
            {t('task.started', { when: formatAgo(task.createdAt) })}
          </span>
          {task.createdBy && <Starter name={task.createdBy} />}
          {templateRef && <EntityLink entityRef={templateRef} />}
          {connection === 'lost' && !ended && <span>{t('task.reconnecting')}</span>}
        </div>
      }
      actions={
        <TaskActions
          task={{ ...task, status: state.status ?? task.status }}
          ended={ended}
          onRetried={restart}
        />
      }
    >
      <div className={styles.layout}>
        <div className={styles.side}>
          <TaskSteps
            steps={state.steps}
            waiting={ended ? undefined : task.waiting}
            running={!ended}
            chosen={chosen?.id}
            onChoose={choose}
          />
        </div>
        <div className={styles.main}>
          {state.error && <ErrorCard title={t('task.failed')} error={state.error} />}
          {!ended && task.waiting && <Approval taskId={task.id} waiting={task.waiting} />}
          {state.output && <TaskOutputs output={state.output} />}
          <TaskLog
            events={events}
            step={chosen}
            onAll={() => choose(undefined)}
            fileName={`${task.id}.log`}
          />
        </div>
      </div>
    </Page>
  );
}

/** Who started it: a user, or a machine that has no page. */
export function Starter({ name }: { name: string }) {
  return name.startsWith('user:') ? <EntityLink entityRef={name} /> : <span>{name}</span>;
}
