import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '~/i18n';
import type { Waiting } from '~/rest/scaffolder';
import { cx } from '~/ui/cx';
import { StepIcon } from './statuses';
import styles from './Task.module.css';
import { type StepState, stepDuration } from './taskEvents';

interface Props {
  steps: StepState[];
  waiting?: Waiting;
  running: boolean;
  chosen?: string;
  onChoose: (stepId: string | undefined) => void;
}

/** The steps with their states and times; choosing one shows only its log. */
export function TaskSteps({ steps, waiting, running, chosen, onChoose }: Props) {
  const { t } = useTranslation('create');
  const now = useNow(running);
  return (
    <ol className={styles.steps} aria-label={t('task.steps')}>
      {steps.map((step) => {
        const waits = waiting?.stepId.split('/')[0] === step.id;
        const status = waits ? 'waiting' : step.status;
        const duration = step.status === 'skipped' ? undefined : stepDuration(step, now);
        return (
          <li key={step.id}>
            <button
              type="button"
              className={cx(styles.step, chosen === step.id && styles.chosen)}
              aria-pressed={chosen === step.id}
              onClick={() => onChoose(chosen === step.id ? undefined : step.id)}
            >
              <StepIcon status={status} />
              <span className={styles.stepName}>
                {step.name}
                <span className="cb-visually-hidden">, {t(`status.${status}`)}</span>
                <code>{step.action}</code>
              </span>
              <span className={styles.time}>
                {step.status === 'skipped'
                  ? t('status.skipped')
                  : duration !== undefined && formatDuration(duration)}
              </span>
            </button>
            {step.inner.size > 0 && (
              <ul className={styles.inner}>
                {[...step.inner].map(([id, state]) => (
                  <li key={id}>
                    {id} · {t(`status.${state}`, { defaultValue: state })}
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The time, each second while something runs. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
