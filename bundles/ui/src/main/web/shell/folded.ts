import { useSyncExternalStore } from 'react';

const KEY = 'callboard.rail';
const listeners = new Set<() => void>();
let folded = localStorage.getItem(KEY) === 'folded';

/** Folds the navigation to icons, or opens it, in this browser. */
export function setFolded(value: boolean) {
  folded = value;
  localStorage.setItem(KEY, value ? 'folded' : 'open');
  listeners.forEach((listener) => listener());
}

export function useFolded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => folded,
  );
}
