import type { Task } from './layered';
import type { Positions } from './layout';

interface Answer {
  id: number;
  positions?: Positions;
  failure?: string;
}

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, (answer: Answer) => void>();

function start(): Worker {
  const started = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  started.onerror = ({ message }) => {
    waiting.forEach((tell, id) => tell({ id, failure: message || 'The worker did not start.' }));
    waiting.clear();
    worker = undefined;
  };
  return started;
}

/** Has the worker ready before there is something to place. */
export function prepare() {
  worker ??= start();
}

/** Places the nodes of a graph beside the page, which goes on meanwhile. */
export function arranged(task: Task): Promise<Positions> {
  prepare();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, ({ positions, failure }) =>
      positions ? resolve(positions) : reject(new Error(failure)),
    );
    worker!.postMessage({ id, task });
  });
}
