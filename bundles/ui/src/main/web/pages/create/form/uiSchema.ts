import type { RJSFSchema, UiSchema } from '@rjsf/utils';

type Node = Record<string, unknown>;

/**
 * Takes the `ui:` keys out of a schema in which templates write them beside what they belong to. What branches
 * (oneOf, dependencies, then …) say about a property counts for the property wherever it shows.
 */
export function splitSchema(mixed: Node): { schema: RJSFSchema; uiSchema: UiSchema } {
  const schema = structuredClone(mixed);
  const uiSchema: Node = {};
  extract(schema, uiSchema);
  return { schema: schema as RJSFSchema, uiSchema: uiSchema as UiSchema };
}

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Branches that describe the same value. */
const SAME = ['allOf', 'anyOf', 'oneOf'];

function extract(schema: Node, ui: Node) {
  for (const key of Object.keys(schema)) {
    if (key.startsWith('ui:')) {
      ui[key] ??= schema[key];
      delete schema[key];
    } else if (key === 'enumNames') {
      ui['ui:enumNames'] ??= schema[key];
      delete schema[key];
    } else if (key.startsWith('backstage:')) {
      delete schema[key];
    }
  }
  each(schema['properties'], (name, property) => extract(property, child(ui, name)));
  if (isNode(schema['items'])) {
    extract(schema['items'], child(ui, 'items'));
  }
  for (const name of SAME) {
    const branches = schema[name];
    if (Array.isArray(branches)) {
      branches.filter(isNode).forEach((branch) => extract(branch, ui));
    }
  }
  each(schema['dependencies'], (_, branch) => extract(branch, ui));
  each(schema['dependentSchemas'], (_, branch) => extract(branch, ui));
  for (const name of ['then', 'else', 'additionalProperties']) {
    const branch = schema[name];
    if (isNode(branch)) {
      extract(branch, name === 'additionalProperties' ? child(ui, name) : ui);
    }
  }
  each(schema['definitions'], (_, definition) => extract(definition, {}));
  each(schema['$defs'], (_, definition) => extract(definition, {}));
}

function child(ui: Node, name: string): Node {
  const known = ui[name];
  if (isNode(known)) {
    return known;
  }
  const made: Node = {};
  ui[name] = made;
  return made;
}

function each(nodes: unknown, visit: (name: string, node: Node) => void) {
  if (isNode(nodes)) {
    Object.entries(nodes).forEach(([name, node]) => isNode(node) && visit(name, node));
  }
}

/** The option of a field, written as `ui:x` or within `ui:options`. */
export function uiOption<T>(uiSchema: object | undefined, name: string): T | undefined {
  const ui = uiSchema as Node | undefined;
  return (ui?.[`ui:${name}`] ?? (ui?.['ui:options'] as Node | undefined)?.[name]) as T | undefined;
}
