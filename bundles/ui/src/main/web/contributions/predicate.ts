/** A predicate over entities, in the language of the catalog's `by-query` (spec of Backstage's filter predicates). */
export type Predicate = boolean | string | number | null | Predicate[] | { [key: string]: unknown };

type Value = string | number | boolean;

/** Whether a value meets a predicate. An operator that is not known meets nothing. */
export function matches(predicate: Predicate | undefined, value: unknown): boolean {
  if (predicate === undefined) {
    return true;
  }
  if (typeof predicate === 'boolean') {
    return predicate;
  }
  if (predicate === null || typeof predicate !== 'object' || Array.isArray(predicate)) {
    return false;
  }
  return Object.entries(predicate).every(([key, condition]) => {
    switch (key) {
      case '$all':
        return (condition as Predicate[]).every((part) => matches(part, value));
      case '$any':
        return (condition as Predicate[]).some((part) => matches(part, value));
      case '$not':
        return !matches(condition as Predicate, value);
      default:
        return (
          !key.startsWith('$') && valuesAt(value, key).some((found) => meets(condition, found))
        );
    }
  });
}

function meets(condition: unknown, found: unknown): boolean {
  if (isValue(condition)) {
    return same(condition, found);
  }
  if (condition === null || typeof condition !== 'object') {
    return false;
  }
  return Object.entries(condition).every(([operator, wanted]) => {
    switch (operator) {
      case '$exists':
        return (found !== undefined) === wanted;
      case '$in':
        return (wanted as unknown[]).some((one) => same(one, found));
      case '$hasPrefix':
        return (
          typeof found === 'string' && found.toLowerCase().startsWith(String(wanted).toLowerCase())
        );
      case '$contains':
        return (
          Array.isArray(found) &&
          found.some((one) =>
            isValue(wanted) ? same(wanted, one) : matches(wanted as Predicate, one),
          )
        );
      default:
        return false;
    }
  });
}

const isValue = (value: unknown): value is Value =>
  ['string', 'number', 'boolean'].includes(typeof value);

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(b)) {
    return b.some((one) => same(a, one));
  }
  return isValue(a) && isValue(b) && String(a).toLowerCase() === String(b).toLowerCase();
}

/** All values at a path; keys may contain dots themselves, as those of annotations do, and case does not count. */
function valuesAt(value: unknown, path: string): unknown[] {
  const found = at(value, path.toLowerCase());
  return found.length > 0 ? found : [undefined];
}

function at(value: unknown, path: string): unknown[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [];
  }
  const results: unknown[] = [];
  for (const [key, child] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (name === path) {
      results.push(child);
    } else if (path.startsWith(`${name}.`)) {
      results.push(...at(child, path.slice(name.length + 1)));
    }
  }
  return results;
}
