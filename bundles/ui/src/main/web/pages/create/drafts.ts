import type { JsonObject } from '~/rest/scaffolder';

/** What somebody has filled in so far; it lasts as long as the tab. */
export interface Draft {
  values: JsonObject;
  savedAt: number;
}

const key = (templateRef: string) => `callboard.draft.${templateRef}`;

/** The draft of a template in this tab. */
export function loadDraft(templateRef: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(key(templateRef));
    return text ? (JSON.parse(text) as Draft) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the values, without those of the properties that are secret. */
export function saveDraft(templateRef: string, values: JsonObject, secret: ReadonlySet<string>) {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name)));
  const draft: Draft = { values: kept, savedAt: Date.now() };
  try {
    sessionStorage.setItem(key(templateRef), JSON.stringify(draft));
  } catch {
    // Storage is full or closed: the form goes on without a draft.
  }
}

export function dropDraft(templateRef: string) {
  sessionStorage.removeItem(key(templateRef));
}

/** The values that an address brings in `formData`; undefined when there are none, or they cannot be read. */
export function prefill(params: URLSearchParams): JsonObject | undefined {
  try {
    const found: unknown = JSON.parse(params.get('formData') ?? '');
    return found !== null && typeof found === 'object' && !Array.isArray(found)
      ? (found as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
