import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark' | (string & {});

interface Contributed {
  id: string;
  variant: 'light' | 'dark';
  tokens: Record<string, string>;
}

const KEY = 'callboard.theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let contributed: Contributed[] = [];
let applied: string[] = [];
let snapshot = compute();

function compute() {
  const choice: ThemeChoice = localStorage.getItem(KEY) ?? 'system';
  const own = contributed.find(({ id }) => id === choice);
  const plain = choice === 'light' || choice === 'dark' ? choice : dark.matches ? 'dark' : 'light';
  return { choice, resolved: own?.variant ?? plain, tokens: own?.tokens ?? {} };
}

function apply() {
  snapshot = compute();
  const root = document.documentElement;
  root.dataset.theme = snapshot.resolved;
  applied.forEach((name) => root.style.removeProperty(name));
  applied = Object.keys(snapshot.tokens).filter((name) => name.startsWith('--cb-'));
  applied.forEach((name) => root.style.setProperty(name, snapshot.tokens[name] ?? ''));
  listeners.forEach((listener) => listener());
}

dark.addEventListener('change', apply);
apply();

export function setTheme(choice: ThemeChoice) {
  localStorage.setItem(KEY, choice);
  apply();
}

/** Takes the themes that plugins bring; a theme in use that goes gives way to the system's. */
export function setContributedThemes(themes: Contributed[]) {
  contributed = themes;
  apply();
}

/** The theme that was chosen, and whether what shows is light or dark. */
export function useTheme() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}
