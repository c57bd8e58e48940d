import { type Entity, entityRef } from '~/rest/entity';

/** The value at a JSON pointer (RFC 6901); undefined when there is none. */
export function at(document: unknown, pointer: string): unknown {
  let found = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, key)) {
      return undefined;
    }
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/**
 * Fills in the places of an address: `{name}` of the names, `{/pointer}` of the document. Values are encoded, so that
 * they stay a part of it; those of `{+/pointer}` keep the characters that addresses are made of. Undefined when
 * a value is missing, since half an address leads elsewhere.
 */
export function fillIn(
  template: string,
  document: unknown,
  names: Record<string, string> = {},
): string | undefined {
  let isWhole = true;
  const filled = template.replace(/\{(\+?)([^}]*)\}/g, (_, plus: string, place: string) => {
    const value = place.startsWith('/') ? at(document, place) : names[place];
    // The parts that mean another folder would change what the rest of the address says.
    if (
      !['string', 'number', 'boolean'].includes(typeof value) ||
      ['', '.', '..'].includes(`${value}`)
    ) {
      isWhole = false;
      return '';
    }
    return plus ? encodeURI(String(value)) : encodeURIComponent(String(value));
  });
  return isWhole ? filled : undefined;
}

/** An address with the values of an entity in it; `{ref}`, `{kind}`, `{namespace}` and `{name}` say which one it is. */
export function addressFor(template: string, entity: Entity | undefined): string | undefined {
  if (!entity) {
    return fillIn(template, undefined);
  }
  const { name, namespace = 'default' } = entity.metadata;
  const ref = entityRef(entity);
  return fillIn(template, entity, { kind: entity.kind.toLowerCase(), namespace, name, ref });
}
