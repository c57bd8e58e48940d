import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '~/rest/client';

export interface Run {
  start: string;
  durationMs: number;
  result: 'succeeded' | 'failed';
  error?: string;
}

/** A periodic task (openapi of scheduler). */
export interface Task {
  taskId: string;
  pluginId: string;
  settings: { cadence: string; timeoutAfterDuration: string };
  taskState: {
    status: 'running' | 'idle';
    startedAt?: string;
    startsAt?: string;
    lastRunEndedAt?: string;
    lastRunError?: string;
  };
  runs: Run[];
}

const KEY = ['scheduler', 'tasks'];

export const tasksQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) =>
    api.get<{ tasks: Task[] }>('/scheduler/tasks', { signal }).then(({ tasks }) => tasks),
  refetchInterval: 5_000,
});

export function useTaskOperation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ task, operation }: { task: Task; operation: 'trigger' | 'cancel' }) => {
      const path = [task.pluginId, task.taskId].map(encodeURIComponent).join('/');
      return api.post(`/scheduler/tasks/${path}/${operation}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

const SECONDS: Record<string, number> = { D: 86_400, H: 3_600, M: 60, S: 1 };

/** The milliseconds of a duration (ISO 8601, of days and smaller units), or undefined for a cron expression. */
export function millisecondsOf(cadence: string): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(cadence);
  return match && cadence !== 'P'
    ? ['D', 'H', 'M', 'S'].reduce(
        (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * (SECONDS[unit] ?? 0) * 1000,
        0,
      )
    : undefined;
}
