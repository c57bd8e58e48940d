const KEY = 'callboard.searches';
const MOST = 8;

/** What was looked for lately in this browser, the latest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberSearch(term: string) {
  const kept = [term, ...recentSearches().filter((one) => one !== term)].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify(kept));
}

export function forgetSearches() {
  localStorage.removeItem(KEY);
}
