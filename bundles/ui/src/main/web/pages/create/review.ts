import type { FormStep, JsonObject } from '~/rest/scaffolder';
import { parseRepoUrl, repoAddress } from './form/repoUrl';
import { uiOption } from './form/uiSchema';

/** One line of the review. */
export interface ReviewItem {
  label: string;
  text: string;
  /** Values that say more as a block. */
  block?: boolean;
  masked?: boolean;
  /** The entities that the value names. */
  refs?: string[];
}

/** Fields whose values are references; without a kind they may be any text. */
const REFERENCES = new Set([
  'EntityPicker',
  'MultiEntityPicker',
  'MyGroupsPicker',
  'OwnedEntityPicker',
  'OwnerPicker',
]);

const MASK = '••••••';

type Node = Record<string, unknown>;

interface ReviewOptions {
  show?: boolean;
  mask?: string;
  explode?: boolean;
  name?: string;
}

/** The names of the properties whose values must not be seen or kept. */
export function secretNames(steps: readonly FormStep[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown) => {
    if (node === null || typeof node !== 'object') {
      return;
    }
    const properties = (node as Node)['properties'];
    if (properties !== null && typeof properties === 'object') {
      for (const [name, property] of Object.entries(properties as Node)) {
        if (isSecret(property as Node)) {
          names.add(name);
        }
      }
    }
    Object.values(node).forEach(visit);
  };
  steps.forEach(({ schema }) => visit(schema));
  return names;
}

const isSecret = (property: Node | undefined) =>
  uiOption(property, 'field') === 'Secret' || uiOption(property, 'widget') === 'password';

/** What the values mean, in the order of the form. */
export function reviewItems(step: FormStep, values: JsonObject): ReviewItem[] {
  return propertiesOf(step.schema, values).flatMap(([name, property]) =>
    itemsOf(name, property, values[name]),
  );
}

function itemsOf(name: string, property: Node, value: unknown): ReviewItem[] {
  const options = reviewOptions(property);
  if (options.show === false || value === undefined || value === '') {
    return [];
  }
  const label = options.name ?? String(uiOption(property, 'title') ?? property['title'] ?? name);
  if (options.mask || isSecret(property)) {
    return [{ label, text: options.mask ?? MASK, masked: true }];
  }
  if (isObject(value) && options.explode !== false && property['properties']) {
    return propertiesOf(property, value).flatMap(([inner, schema]) =>
      itemsOf(inner, schema, value[inner]).map((item) => ({
        ...item,
        label: `${label} › ${item.label}`,
      })),
    );
  }
  const field = uiOption<string>(property, 'field') ?? '';
  if (field === 'RepoUrlPicker' && typeof value === 'string') {
    return [{ label, text: repoAddress(parseRepoUrl(value)) || value }];
  }
  const named = [value].flat();
  if (REFERENCES.has(field) && named.every((one) => /^[^:/]+:[^/]+\/.+/.test(String(one)))) {
    return [{ label, text: named.join(', '), refs: named.map(String) }];
  }
  const block = typeof value === 'object' && !isListOfPlain(value);
  return [{ label, text: textOf(value, property), block }];
}

function reviewOptions(property: Node): ReviewOptions {
  const own = property['ui:backstage'] as { review?: ReviewOptions } | undefined;
  return own?.review ?? uiOption<{ review?: ReviewOptions }>(property, 'backstage')?.review ?? {};
}

/** The properties of a schema, with those that a branch brings for these values; unknown ones come last. */
function propertiesOf(schema: Node, values: Node): [string, Node][] {
  const found = new Map<string, Node>();
  const visit = (node: unknown) => {
    if (!isObject(node)) {
      return;
    }
    if (isObject(node['properties'])) {
      for (const [name, property] of Object.entries(node['properties'])) {
        if (isObject(property) && (!found.has(name) || property['title'])) {
          found.set(name, { ...found.get(name), ...property });
        }
      }
    }
    for (const key of ['allOf', 'anyOf', 'oneOf']) {
      if (Array.isArray(node[key])) {
        node[key].forEach(visit);
      }
    }
    visit(node['then']);
    visit(node['else']);
    for (const key of ['dependencies', 'dependentSchemas']) {
      Object.values(isObject(node[key]) ? node[key] : {}).forEach(visit);
    }
  };
  visit(schema);
  return [...found].filter(([name]) => name in values);
}

const isObject = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const isListOfPlain = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object');

/** A value in words: that of a list by the name it has there. */
function textOf(value: unknown, property: Node): string {
  if (Array.isArray(value) && isListOfPlain(value)) {
    return value.map(String).join(', ');
  }
  if (typeof value === 'object') {
    return JSON.stringify(value, null, 2);
  }
  const names = uiOption<unknown[]>(property, 'enumNames') ?? property['enumNames'];
  const index = Array.isArray(property['enum']) ? property['enum'].indexOf(value) : -1;
  return Array.isArray(names) && index >= 0 && names[index] !== undefined
    ? String(names[index])
    : String(value);
}
