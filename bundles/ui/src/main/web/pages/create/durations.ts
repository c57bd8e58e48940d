import type { Task } from '~/rest/scaffolder';

/** How long a task took, or has taken up to now; undefined when nobody knows. */
export function taskDuration(task: Task, now = Date.now()): number | undefined {
  const start = Date.parse(task.createdAt);
  const running = task.status === 'open' || task.status === 'processing';
  const end = running ? now : Date.parse(task.lastHeartbeatAt ?? '');
  return Number.isNaN(start) || Number.isNaN(end) || end < start ? undefined : end - start;
}

/** The median duration of the tasks of each template that ended well; one run alone says little. */
export function usualDurations(tasks: readonly Task[]): Map<string, number> {
  const byTemplate = new Map<string, number[]>();
  for (const task of tasks) {
    const ref = task.spec.templateInfo?.entityRef;
    const duration = taskDuration(task);
    if (ref && duration !== undefined && task.status === 'completed') {
      byTemplate.set(ref, [...(byTemplate.get(ref) ?? []), duration]);
    }
  }
  return new Map(
    [...byTemplate]
      .filter(([, durations]) => durations.length >= 2)
      .map(([ref, durations]) => [ref, median(durations)]),
  );
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
