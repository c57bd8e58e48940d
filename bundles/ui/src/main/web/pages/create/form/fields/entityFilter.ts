/** A filter over entities as templates write it: fields with values, lists of values, or their mere existence. */
export type CatalogFilter = Record<string, unknown> | Record<string, unknown>[];

/** The filters as the catalog takes them; each further part narrows all alternatives. */
export function filterParams(
  filter: CatalogFilter | undefined,
  narrowed: Record<string, string[]> = {},
): string[] {
  const alternatives = filter === undefined ? [{}] : Array.isArray(filter) ? filter : [filter];
  return (alternatives.length ? alternatives : [{}])
    .map((alternative) => [
      ...Object.entries(alternative).flatMap(([key, value]) => condition(key, value)),
      ...Object.entries(narrowed).flatMap(([key, values]) =>
        values.map((value) => `${key}=${value}`),
      ),
    ])
    .map((conditions) => conditions.join(','))
    .filter(Boolean);
}

function condition(key: string, value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.map((one) => `${key}=${one}`);
  }
  if (value !== null && typeof value === 'object') {
    return (value as { exists?: boolean }).exists ? [key] : [];
  }
  return [`${key}=${String(value)}`];
}
