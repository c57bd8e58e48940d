import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconClockHour4,
  IconLoader2,
  IconMinus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '~/rest/scaffolder';
import { Status, type Tone } from '~/ui/Tag';
import styles from './Task.module.css';
import type { StepStatus } from './taskEvents';

export type ShownStatus = Task['status'] | 'waiting';

/** A task that waits for people is said to be processing; to people it waits. */
export const shownStatus = ({ status, waiting }: Pick<Task, 'status' | 'waiting'>): ShownStatus =>
  status === 'processing' && waiting ? 'waiting' : status;

const TONES: Record<ShownStatus, Tone> = {
  open: 'neutral',
  processing: 'blue',
  waiting: 'amber',
  completed: 'green',
  failed: 'red',
  cancelled: 'neutral',
};

/** The state of a task as a light with its word. */
export function TaskStatusLight({ status }: { status: ShownStatus }) {
  const { t } = useTranslation('create');
  return <Status tone={TONES[status]}>{t(`status.${status}`)}</Status>;
}

const ICONS: Record<StepStatus | 'waiting', typeof IconCircle> = {
  open: IconCircleDashed,
  processing: IconLoader2,
  waiting: IconClockHour4,
  completed: IconCircleCheckFilled,
  failed: IconCircleXFilled,
  skipped: IconMinus,
  cancelled: IconCircle,
};

export function StepIcon({ status }: { status: StepStatus | 'waiting' }) {
  const Icon = ICONS[status] ?? IconCircle;
  return <Icon aria-hidden size={18} stroke={1.6} className={styles[`icon-${status}`]} />;
}
