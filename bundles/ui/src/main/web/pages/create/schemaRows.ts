import type { JsonObject } from '~/rest/scaffolder';

/** A property of a schema as a row of a table. */
export interface SchemaRow {
  path: string;
  name: string;
  depth: number;
  type: string;
  required: boolean;
  description?: string;
  choices?: string;
  preset?: string;
}

const DEEPEST = 4;

/** The properties of a schema and of what is in them, in their order. */
export function schemaRows(schema: JsonObject, path = '', depth = 0): SchemaRow[] {
  const properties = objectAt(schema, 'properties') ?? {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([name, value]) => {
    const property = (value ?? {}) as JsonObject;
    const at = path ? `${path}.${name}` : name;
    const inner = inside(property);
    return [
      {
        path: at,
        name,
        depth,
        type: typeName(property),
        required: required.includes(name),
        description: textAt(property, 'description') ?? textAt(property, 'title'),
        choices: Array.isArray(property['enum']) ? property['enum'].join(', ') : undefined,
        preset: property['default'] === undefined ? undefined : JSON.stringify(property['default']),
      },
      ...(inner && depth < DEEPEST ? schemaRows(inner, at, depth + 1) : []),
    ];
  });
}

/** The schema whose properties are shown below a property: its own, or that of its items. */
function inside(property: JsonObject): JsonObject | undefined {
  if (objectAt(property, 'properties')) {
    return property;
  }
  const items = objectAt(property, 'items');
  return items && objectAt(items, 'properties') ? items : undefined;
}

function typeName(property: JsonObject): string {
  const alternatives = (property['anyOf'] ?? property['oneOf']) as JsonObject[] | undefined;
  if (Array.isArray(alternatives)) {
    return [...new Set(alternatives.map(typeName))].join(' | ');
  }
  if (property['const'] !== undefined) {
    return JSON.stringify(property['const']);
  }
  const type = property['type'];
  if (type === 'array') {
    return `${typeName(objectAt(property, 'items') ?? {})}[]`;
  }
  return Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : 'any';
}

function objectAt(node: JsonObject, key: string): JsonObject | undefined {
  const value = node[key];
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

const textAt = (node: JsonObject, key: string) =>
  typeof node[key] === 'string' ? node[key] : undefined;
