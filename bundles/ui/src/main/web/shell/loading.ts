import { useSyncExternalStore } from 'react';

let pending = 0;
const listeners = new Set<() => void>();

function change(by: number) {
  pending += by;
  listeners.forEach((listener) => listener());
}

/** Counts the code of a page as being on its way, until it is there or has failed. */
export async function whileLoading<T>(promise: Promise<T>): Promise<T> {
  change(1);
  try {
    return await promise;
  } finally {
    change(-1);
  }
}

/** Whether the code of a page is on its way. */
export function useLoading(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => pending > 0,
  );
}
