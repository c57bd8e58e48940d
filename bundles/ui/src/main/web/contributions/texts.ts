/** Where texts of `ui.json` are, besides in `translations`. */
const TEXTS = new Set(['title', 'group', 'empty']);

/** An item with its texts in one language; a text is one for all, or an object of texts by language. */
export function inLanguage<T extends object>(item: T, language: string): T {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, read(key, value, language)]),
  ) as T;
}

function read(key: string, value: unknown, language: string): unknown {
  if (TEXTS.has(key) && value !== null && typeof value === 'object') {
    const texts = value as Record<string, string>;
    return texts[language] ?? texts[language.split('-')[0]!] ?? texts.en;
  }
  if (key === 'content') {
    return inLanguage(value as object, language);
  }
  if (key === 'fields' && Array.isArray(value)) {
    return value.map((field: object) => inLanguage(field, language));
  }
  return value;
}
