/** What is wrong with a definition, and where. */
export class DefinitionProblem extends Error {
  override name = 'DefinitionProblem';

  constructor(
    message: string,
    /** The first is 1. */
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}

export type Json = Record<string, unknown>;

/** Reads a document that is YAML, or JSON, which is YAML too. */
export async function parseObject(text: string): Promise<Json> {
  const yaml = await import('js-yaml');
  let value: unknown;
  try {
    value = yaml.load(text);
  } catch (error) {
    if (error instanceof yaml.YAMLException) {
      const { mark, reason } = error;
      throw new DefinitionProblem(reason, mark && mark.line + 1, mark && mark.column + 1);
    }
    throw error;
  }
  if (!isObject(value)) {
    throw new DefinitionProblem('not-an-object', 1, 1);
  }
  return value;
}

export const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const objectAt = (value: unknown, key: string): Json => {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
};

export const textAt = (value: unknown, key: string): string | undefined => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** Follows a reference within the document; others lead nowhere. */
export function resolve(root: Json, value: unknown): Json {
  let at = value;
  for (let hops = 0; isObject(at) && typeof at['$ref'] === 'string' && hops < 20; hops++) {
    at = lookUp(root, at['$ref']);
  }
  return isObject(at) ? at : {};
}

/** The last part of a reference, which is how people call what it leads to. */
export const nameOfRef = (value: unknown): string | undefined =>
  textAt(value, '$ref')?.split('/').pop();

function lookUp(root: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) {
    return undefined;
  }
  return ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined),
      root,
    );
}
