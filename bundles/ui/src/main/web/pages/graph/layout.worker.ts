import { place, type Task } from './layered';

// Placing the nodes well takes up to seconds, in which the page must answer to hands.
addEventListener('message', ({ data: { id, task } }: MessageEvent<{ id: number; task: Task }>) => {
  try {
    postMessage({ id, positions: place(task) });
  } catch (failure) {
    postMessage({ id, failure: String(failure) });
  }
});
