import type { TaskEvent, TaskOutput, TaskStatus, TaskStep } from '~/rest/scaffolder';

export type StepStatus = 'open' | 'processing' | 'completed' | 'failed' | 'skipped' | 'cancelled';

export interface StepState extends TaskStep {
  status: StepStatus;
  startedAt?: string;
  endedAt?: string;
  /** The steps of a template that this one runs. */
  inner: Map<string, string>;
}

/** What the events of a task come to. */
export interface TaskState {
  steps: StepState[];
  status?: TaskStatus;
  output?: TaskOutput;
  error?: string;
  endedAt?: string;
}

const ENDED = new Set(['completed', 'failed', 'skipped', 'cancelled']);

/** Reads the state of a task off its events; a run that began again counts from its new beginning. */
export function taskState(steps: readonly TaskStep[], events: readonly TaskEvent[]): TaskState {
  const states = new Map<string, StepState>(
    steps.map((step) => [step.id, { ...step, status: 'open', inner: new Map() }]),
  );
  const state: TaskState = { steps: [...states.values()] };
  // A cancelled run tells of its end as of a failure; to people it is none.
  let cancelled = false;
  for (const { type, body, createdAt } of events) {
    const step = body.stepId === undefined ? undefined : states.get(body.stepId);
    if (step && body.subStep) {
      step.inner.set(body.subStep.id, body.subStep.status);
    } else if (step && body.status && !(cancelled && body.status === 'failed')) {
      applyStatus(step, body.status as StepStatus, createdAt);
    }
    if (type === 'completion') {
      state.status = cancelled ? 'cancelled' : body.error ? 'failed' : 'completed';
      state.output = body.output;
      state.error = cancelled ? undefined : body.error?.message;
      state.endedAt = createdAt;
    } else if (type === 'cancelled') {
      cancelled = true;
      state.status = 'cancelled';
      state.endedAt = createdAt;
    } else if (type === 'recovered' || body.status === 'processing') {
      cancelled = false;
      state.status = 'processing';
      state.error = undefined;
      state.output = undefined;
      state.endedAt = undefined;
    }
  }
  return state;
}

function applyStatus(step: StepState, status: StepStatus, at: string) {
  step.status = status;
  if (status === 'processing') {
    step.startedAt = at;
    step.endedAt = undefined;
    step.inner.clear();
  } else if (ENDED.has(status)) {
    step.startedAt ??= at;
    step.endedAt = at;
  }
}

/** How long a step took, or has taken up to now. */
export function stepDuration({ startedAt, endedAt }: StepState, now: number): number | undefined {
  if (!startedAt) {
    return undefined;
  }
  return Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt));
}
