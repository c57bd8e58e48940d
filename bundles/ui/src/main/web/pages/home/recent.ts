const KEY = 'callboard.recent';
const LIMIT = 12;

/** The entities that were looked at last in this browser, the last one first. */
export function recentRefs(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter((ref) => typeof ref === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(ref: string) {
  const refs = [ref, ...recentRefs().filter((other) => other !== ref)].slice(0, LIMIT);
  localStorage.setItem(KEY, JSON.stringify(refs));
}
