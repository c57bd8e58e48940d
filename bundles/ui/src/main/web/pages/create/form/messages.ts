import type { OutputUnit } from '@cfworker/json-schema';
import type { RJSFSchema, RJSFValidationError } from '@rjsf/utils';
import i18next from 'i18next';

/** What is wrong, in plain words, at the field that it is about. */
export function explain(unit: OutputUnit, schema: RJSFSchema): RJSFValidationError[] {
  const path = pointer(unit.instanceLocation);
  if (unit.keyword === 'required') {
    const name = /property "(.*)"\.$/.exec(unit.error)?.[1];
    return [problem('required', name === undefined ? path : [...path, name], 'required')];
  }
  const limit = valueAt(schema, pointer(unit.keywordLocation));
  return [problem(unit.keyword, path, unit.keyword, limit)];
}

const KNOWN = new Set([
  'required',
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'additionalProperties',
]);

function problem(
  name: string,
  path: string[],
  keyword: string,
  limit?: unknown,
): RJSFValidationError {
  const key = KNOWN.has(keyword) ? keyword : 'other';
  const shown = Array.isArray(limit) ? limit.join(', ') : String(limit ?? '');
  const message = i18next.t(`create:invalid.${key}`, {
    limit: shown,
    count: typeof limit === 'number' ? limit : undefined,
    context: keyword === 'type' || keyword === 'format' ? shown : undefined,
  });
  const property = path.map((part) => `.${part}`).join('');
  return { name, property, message, params: { limit, path }, stack: `${property} ${message}` };
}

/** The parts of a location such as `#/a~1b/0`. */
function pointer(location: string): string[] {
  return location
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value of a keyword; references on the way are followed. */
function valueAt(schema: RJSFSchema, path: string[]): unknown {
  let at: unknown = schema;
  for (const part of path) {
    if (part === '$ref') {
      const ref: unknown = (at as RJSFSchema | undefined)?.$ref;
      at = typeof ref === 'string' && ref.startsWith('#') ? valueAt(schema, pointer(ref)) : at;
    } else {
      at = (at as Record<string, unknown> | undefined)?.[part];
    }
  }
  return at;
}
