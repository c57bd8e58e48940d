import { IconPlayerStop, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parseRef } from '~/rest/entity';
import { useAllowed } from '~/rest/permissions';
import { scaffolder, type Task } from '~/rest/scaffolder';
import { Button, ButtonLink } from '~/ui/Button';

interface Props {
  task: Task;
  ended: boolean;
  onRetried: () => void;
}

/** What can be done with a task: end it, run it again, or fill in its form again. */
export function TaskActions({ task, ended, onRetried }: Props) {
  const { t } = useTranslation('create');
  const client = useQueryClient();
  const mayCreate = useAllowed('scaffolder.task.create');
  const settled = () => client.invalidateQueries({ queryKey: ['scaffolder'] });
  const cancel = useMutation({ mutationFn: () => scaffolder.cancel(task.id), onSettled: settled });
  const retry = useMutation({
    mutationFn: () => scaffolder.retry(task.id),
    onSuccess: async () => {
      await settled();
      onRetried();
    },
  });
  if (!ended) {
    return (
      <Button
        icon={<IconPlayerStop stroke={1.6} />}
        busy={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {t('task.cancel')}
      </Button>
    );
  }
  const failed = task.status === 'failed';
  return (
    <>
      {mayCreate && (
        <ButtonLink to={formPath(task, false)} icon={<IconRepeat stroke={1.6} />}>
          {t('task.startOver')}
        </ButtonLink>
      )}
      {mayCreate && (
        <ButtonLink to={formPath(task, true)} icon={<IconRepeat stroke={1.6} />}>
          {t('task.sameValues')}
        </ButtonLink>
      )}
      {mayCreate && task.status !== 'completed' && (
        <Button
          variant="primary"
          icon={<IconRefresh stroke={1.6} />}
          busy={retry.isPending}
          title={t(failed ? 'task.retryFailedHelp' : 'task.retryHelp')}
          onClick={() => retry.mutate()}
        >
          {t('task.retry')}
        </Button>
      )}
    </>
  );
}

/** The form of the task's template, filled in as it was when wanted. Secrets are never known here. */
function formPath(task: Task, filled: boolean): string {
  const ref = task.spec.templateInfo?.entityRef ?? '';
  const { namespace, name } = parseRef(ref, { kind: 'template' });
  const path = `/create/templates/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  const values = JSON.stringify(task.spec.parameters ?? {});
  return filled ? `${path}?formData=${encodeURIComponent(values)}` : path;
}
