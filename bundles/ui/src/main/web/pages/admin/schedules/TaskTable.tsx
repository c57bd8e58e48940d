import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDate, formatDuration } from '~/i18n';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { Status } from '~/ui/Tag';
import { toast } from '~/ui/toast';
import styles from './Schedules.module.css';
import { millisecondsOf, type Run, type Task, useTaskOperation } from './tasks';

/** The tasks with their last runs as bars, the newest at the right. */
export function TaskTable({ tasks }: { tasks: Task[] }) {
  const { t } = useTranslation('admin');
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('schedules.task')}</th>
            <th scope="col">{t('schedules.cadence')}</th>
            <th scope="col">{t('schedules.state')}</th>
            <th scope="col">{t('schedules.runs')}</th>
            <th scope="col">{t('schedules.next')}</th>
            <th scope="col">
              <span className="cb-visually-hidden">{t('schedules.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <Row key={`${task.pluginId}/${task.taskId}`} task={task} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ task }: { task: Task }) {
  const { t } = useTranslation('admin');
  const { mutate, isPending } = useTaskOperation();
  const allowed = useAllowed('callboard.scheduler.manage');
  const { taskState, runs, settings } = task;
  const running = taskState.status === 'running';
  const every = millisecondsOf(settings.cadence);
  const last = runs[0];
  const failed = last?.result === 'failed';
  const operation = running ? 'cancel' : 'trigger';
  const run = () =>
    mutate(
      { task, operation },
      { onSuccess: () => toast(t(`schedules.done.${operation}`, { task: task.taskId })) },
    );
  return (
    <tr data-task={task.taskId}>
      <th scope="row" data-label={t('schedules.task')}>
        {task.taskId}
        <small>{task.pluginId.replace(/^dev\.callboard\./, '')}</small>
      </th>
      <td data-label={t('schedules.cadence')}>
        {every === undefined ? (
          <code>{settings.cadence}</code>
        ) : (
          t('schedules.every', { time: formatDuration(every).replace(/ 0 (s|min)$/, '') })
        )}
      </td>
      <td data-label={t('schedules.state')}>
        <Status tone={running ? 'blue' : failed ? 'red' : 'green'}>
          {running ? t('schedules.running') : t(failed ? 'schedules.failed' : 'schedules.idle')}
        </Status>
        {failed && last.error && <small className={styles.error}>{last.error}</small>}
      </td>
      <td data-label={t('schedules.runs')}>
        <Runs runs={runs} />
        {last && (
          <small title={formatDate(last.start)}>
            {formatAgo(last.start)}, {formatDuration(last.durationMs)}
          </small>
        )}
      </td>
      <td data-label={t('schedules.next')}>
        {taskState.startsAt && !running ? (
          <span title={formatDate(taskState.startsAt)}>{formatAgo(taskState.startsAt)}</span>
        ) : (
          '–'
        )}
      </td>
      <td className={styles.actions}>
        {allowed && (
          <Button
            icon={running ? <IconPlayerStop /> : <IconPlayerPlay />}
            busy={isPending}
            onClick={run}
            aria-label={`${t(`schedules.${operation}`)}: ${task.taskId}`}
          >
            {t(`schedules.${operation}`)}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Runs({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('admin');
  const longest = Math.max(1, ...runs.map(({ durationMs }) => durationMs));
  const failures = runs.filter(({ result }) => result === 'failed').length;
  return (
    <div
      className={styles.bars}
      role="img"
      aria-label={t('schedules.runsText', { count: runs.length, failures })}
    >
      {runs.toReversed().map(({ start, durationMs, result, error }) => (
        <span
          key={start}
          className={cx(styles.bar, result === 'failed' && styles.bad)}
          style={{ height: `${25 + (75 * durationMs) / longest}%` }}
          title={[formatDate(start), formatDuration(durationMs), error].filter(Boolean).join('\n')}
        />
      ))}
    </div>
  );
}
