import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDate } from '~/i18n';
import { approvalsQuery, scaffolder, type Waiting } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { TextArea } from '~/ui/Field';
import { Markdown } from '~/ui/Markdown';
import styles from './Task.module.css';

/** What a task waits for; who is asked can answer here. */
export function Approval({ taskId, waiting }: { taskId: string; waiting: Waiting }) {
  const { t } = useTranslation('create');
  const isApproval = waiting.kind === 'approval';
  const asked = useQuery({ ...approvalsQuery, enabled: isApproval });
  const mine = asked.data?.approvals.some((pending) => pending.taskId === taskId);
  return (
    <Card title={t(isApproval ? 'approval.title' : 'approval.time', { step: waiting.stepName })}>
      <div className={styles.approval}>
        {waiting.message && <Markdown text={waiting.message} />}
        {isApproval && waiting.approvers && (
          <p className={styles.approvers}>
            {t('approval.asked')}
            {waiting.approvers.map((ref) => (
              <EntityLink key={ref} entityRef={ref} />
            ))}
          </p>
        )}
        <p className={styles.quiet} title={formatDate(waiting.until)}>
          {t(isApproval ? 'approval.until' : 'approval.goesOn', { when: formatAgo(waiting.until) })}
        </p>
        {mine && <Answer taskId={taskId} step={waiting.stepId} />}
        {isApproval && asked.data && !mine && (
          <p className={styles.quiet}>{t('approval.notYours')}</p>
        )}
      </div>
    </Card>
  );
}

function Answer({ taskId, step }: { taskId: string; step: string }) {
  const { t } = useTranslation('create');
  const client = useQueryClient();
  const [comment, setComment] = useState('');
  const answer = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      scaffolder.approve(taskId, step, decision, comment.trim() || undefined),
    meta: { quiet: true },
    onSettled: () => client.invalidateQueries({ queryKey: ['scaffolder'] }),
  });
  return (
    <div className={styles.answer}>
      <TextArea
        label={t('approval.comment')}
        rows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      {answer.error && <ErrorCard error={answer.error} />}
      <div className={styles.buttons}>
        <Button variant="primary" busy={answer.isPending} onClick={() => answer.mutate('approve')}>
          {t('approval.approve')}
        </Button>
        <Button variant="danger" busy={answer.isPending} onClick={() => answer.mutate('reject')}>
          {t('approval.reject')}
        </Button>
      </div>
    </div>
  );
}
