import { sessionState } from './session';

/** The longest that what can wait is kept waiting, in milliseconds. */
const PATIENCE = 3000;

let show: () => void;

/**
 * Resolves when the first page has what it came for. Requests that only complete the frame around it wait for
 * this, so that on a slow network the page itself comes first.
 */
export const pageShown = new Promise<void>((resolve) => {
  show = resolve;
  setTimeout(resolve, PATIENCE);
});

export function tellPageShown() {
  show();
}

const PREFIX = 'callboard.seen:';

const keyOf = (name: string) => {
  const state = sessionState();
  return `${PREFIX}${state.status === 'signed-in' ? state.session.userEntityRef : ''}:${name}`;
};

/** What the server said last time, so that nothing jumps when it says the same again. */
export function lastSeen<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function keepSeen<T>(name: string, value: T): T {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // No room: the next page only waits for the server.
  }
  return value;
}

/** Forgets what one user saw before another may sit here. */
export function forgetSeen() {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => localStorage.removeItem(key));
}
