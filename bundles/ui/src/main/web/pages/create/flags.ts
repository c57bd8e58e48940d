import type { JsonObject, ParameterSchema } from '~/rest/scaffolder';

const FLAG = 'backstage:featureFlag';

/** The form without the pages and properties of feature flags that are not on; here none is on by default. */
export function withoutFlagged(
  form: ParameterSchema,
  flags: ReadonlySet<string> = new Set(),
): ParameterSchema {
  const shown = (node: unknown) => {
    const flag = flagOf(node);
    return flag === undefined || flags.has(flag);
  };
  const steps = form.steps
    .filter(({ schema }) => shown(schema))
    .map((step) => ({ ...step, schema: pruned(step.schema, shown) }));
  return { ...form, steps };
}

function flagOf(node: unknown): string | undefined {
  const property = node as JsonObject | null;
  const backstage = property?.['ui:backstage'] as { featureFlag?: string } | undefined;
  return (property?.[FLAG] as string | undefined) ?? backstage?.featureFlag;
}

/** A page without the hidden properties, which are not demanded either. */
function pruned(schema: JsonObject, shown: (node: unknown) => boolean): JsonObject {
  const properties = Object.entries((schema['properties'] ?? {}) as JsonObject);
  const hidden = properties.filter(([, property]) => !shown(property)).map(([name]) => name);
  if (hidden.length === 0) {
    return schema;
  }
  const required = schema['required'];
  return {
    ...schema,
    properties: Object.fromEntries(properties.filter(([name]) => !hidden.includes(name))),
    ...(Array.isArray(required)
      ? { required: required.filter((name) => !hidden.includes(String(name))) }
      : {}),
  };
}
