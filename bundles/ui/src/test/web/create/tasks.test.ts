import { describe, expect, it } from 'vitest';
import { usualDurations } from '~/pages/create/durations';
import { fileText, sortedFiles, toBase64 } from '~/pages/create/files';
import { logLines, logText, spansOf } from '~/pages/create/logLines';
import { stepDuration, taskState } from '~/pages/create/taskEvents';
import type { Task, TaskEvent } from '~/rest/scaffolder';

const STEPS = [
  { id: 'a', name: 'A', action: 'x' },
  { id: 'b', name: 'B', action: 'y' },
];

const event = (id: number, body: Partial<TaskEvent['body']>, type: TaskEvent['type'] = 'log') => ({
  id,
  type,
  createdAt: new Date(id * 1000).toISOString(),
  body: { message: `m${id}`, ...body },
});

describe('the state of a task', () => {
  it('is read off its events', () => {
    const state = taskState(STEPS, [
      event(1, { stepId: 'a', status: 'processing' }),
      event(3, { stepId: 'a', status: 'completed' }),
      event(4, { stepId: 'b', status: 'skipped' }),
      event(5, { output: { text: [] } }, 'completion'),
    ]);
    expect(state.status).toBe('completed');
    expect(state.steps.map(({ status }) => status)).toEqual(['completed', 'skipped']);
    expect(stepDuration(state.steps[0]!, 0)).toBe(2000);
  });

  it('takes the end of a cancelled run for no failure', () => {
    const state = taskState(STEPS, [
      event(1, { stepId: 'a', status: 'processing' }),
      event(2, { stepId: 'a', status: 'cancelled' }, 'cancelled'),
      event(3, { stepId: 'a', status: 'failed' }),
      event(4, { error: { message: 'cancelled' } }, 'completion'),
    ]);
    expect(state).toMatchObject({ status: 'cancelled', error: undefined });
    expect(state.steps[0]!.status).toBe('cancelled');
  });

  it('forgets the end of an attempt when the next begins', () => {
    const state = taskState(STEPS, [
      event(1, { stepId: 'a', status: 'failed' }),
      event(2, { error: { message: 'no' } }, 'completion'),
      event(3, { stepId: 'a', status: 'processing' }),
    ]);
    expect(state).toMatchObject({ status: 'processing', error: undefined, endedAt: undefined });
    expect(stepDuration(state.steps[0]!, 10_000)).toBe(7000);
  });
});

describe('the log', () => {
  it('shows the colours of terminals and drops what else they are told', () => {
    expect(spansOf('\u001b[1;31mbad\u001b[0m \u001b[2Jrest')).toEqual([
      { text: 'bad', tone: 'red', bold: true },
      { text: ' ', tone: undefined, bold: undefined },
      { text: 'rest', tone: undefined, bold: undefined },
    ]);
  });

  it('can be that of one step, and a file', () => {
    const events = [event(1, { stepId: 'a', message: 'one\ntwo' }), event(2, { stepId: 'b' })];
    expect(logLines(events, 'a').map(({ spans }) => spans[0]?.text)).toEqual(['one', 'two']);
    expect(logText(events)).toBe(
      '1970-01-01T00:00:01.000Z [a] one\ntwo\n1970-01-01T00:00:02.000Z [b] m2\n',
    );
  });
});

it('folders come before files, and only text is shown', () => {
  const file = (path: string, text: string) => ({
    path,
    base64Content: toBase64(new TextEncoder().encode(text)),
  });
  const files = [file('z.md', 'ü'), file('src/b', 'b'), file('src/x/a', 'a'), file('a', '\0')];
  expect(sortedFiles(files).map(({ path }) => path)).toEqual(['src/x/a', 'src/b', 'a', 'z.md']);
  expect(fileText(files[0]!)).toBe('ü');
  expect(fileText(files[3]!)).toBeUndefined();
});

it('one run says nothing of how long a template takes', () => {
  const task = (ref: string, seconds: number): Task => ({
    id: ref,
    spec: { steps: [], templateInfo: { entityRef: ref } },
    status: 'completed',
    createdAt: new Date(0).toISOString(),
    lastHeartbeatAt: new Date(seconds * 1000).toISOString(),
  });
  const usual = usualDurations([task('a', 1), task('b', 2), task('b', 4), task('b', 60)]);
  expect([...usual]).toEqual([['b', 4000]]);
});
