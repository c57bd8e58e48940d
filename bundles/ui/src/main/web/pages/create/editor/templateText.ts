import type { Entity } from '~/rest/entity';
import type { FormStep, JsonObject } from '~/rest/scaffolder';
import type { Diagnostic } from '~/ui/CodeEditor';

/** What a text of a template comes to: its entity when it can be read, and what is wrong with it. */
export interface ParsedTemplate {
  entity?: Entity;
  steps: FormStep[];
  diagnostics: Diagnostic[];
}

const API_VERSION = 'scaffolder.backstage.io/v1beta3';

/** Reads a template and checks what can be checked without the server; `actions` are those that are installed. */
export async function parseTemplate(
  text: string,
  actions: ReadonlySet<string>,
  say: (key: string, values?: Record<string, string>) => string,
): Promise<ParsedTemplate> {
  const { load, YAMLException } = await import('js-yaml');
  let found: unknown;
  try {
    found = load(text);
  } catch (error) {
    const mark = error instanceof YAMLException ? error.mark : undefined;
    return {
      steps: [],
      diagnostics: [
        {
          line: (mark?.line ?? 0) + 1,
          column: mark ? mark.column + 1 : undefined,
          severity: 'error',
          message: error instanceof YAMLException ? error.reason : String(error),
        },
      ],
    };
  }
  if (!isObject(found)) {
    return {
      steps: [],
      diagnostics: [{ line: 1, severity: 'error', message: say('editor.notObject') }],
    };
  }
  const entity = found as unknown as Entity;
  return { entity, steps: formSteps(entity), diagnostics: check(entity, text, actions, say) };
}

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The pages of a template's form, as the server would answer them. */
export function formSteps(entity: Entity): FormStep[] {
  const parameters = entity.spec?.['parameters'];
  const pages = Array.isArray(parameters) ? parameters : parameters ? [parameters] : [];
  return pages.filter(isObject).map((schema, index) => ({
    title: typeof schema['title'] === 'string' ? schema['title'] : `${index + 1}`,
    description: typeof schema['description'] === 'string' ? schema['description'] : undefined,
    schema,
  }));
}

function check(
  entity: Entity,
  text: string,
  actions: ReadonlySet<string>,
  say: (key: string, values?: Record<string, string>) => string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (pattern: RegExp, key: string, values?: Record<string, string>, mild?: boolean) =>
    found.push({
      line: lineOf(text, pattern),
      severity: mild ? 'warning' : 'error',
      message: say(key, values),
    });
  if (entity.apiVersion !== API_VERSION) {
    tell(/^apiVersion:/, 'editor.apiVersion', { wanted: API_VERSION });
  }
  if (entity.kind !== 'Template') {
    tell(/^kind:/, 'editor.kind');
  }
  if (!entity.metadata?.name) {
    tell(/^metadata:/, 'editor.name');
  }
  if (!entity.spec?.type) {
    tell(/^spec:/, 'editor.type');
  }
  const steps = entity.spec?.['steps'];
  if (!Array.isArray(steps) || steps.length === 0) {
    tell(/^spec:/, 'editor.steps');
    return found;
  }
  const ids = new Set<string>();
  for (const step of steps.filter(isObject)) {
    const id = String(step['id'] ?? '');
    const action = step['action'];
    if (id && ids.has(id)) {
      tell(new RegExp(`id:\\s*['"]?${escaped(id)}['"]?\\s*([,}]|$)`), 'editor.sameId', { id });
    }
    ids.add(id);
    if (typeof action !== 'string') {
      tell(/^\s*steps:/, 'editor.noAction', { id });
    } else if (actions.size > 0 && !actions.has(action)) {
      const pattern = new RegExp(`action:\\s*['"]?${escaped(action)}['"]?\\s*([,}]|$)`);
      tell(pattern, 'editor.unknownAction', { action }, true);
    }
  }
  return found;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The last line that a pattern meets, as what comes twice is wrong the second time; the first when none does. */
function lineOf(text: string, pattern: RegExp): number {
  const index = text.split('\n').findLastIndex((line) => pattern.test(line));
  return index < 0 ? 1 : index + 1;
}

/** An entity of the catalog as its author would write it. */
export async function templateText(entity: Entity): Promise<string> {
  const { dump } = await import('js-yaml');
  const { uid: _uid, etag: _etag, annotations, namespace, ...metadata } = entity.metadata;
  const own = Object.entries(annotations ?? {}).filter(
    ([key]) => !/^backstage\.io\/(managed-by|view-url|edit-url|source-location)/.test(key),
  );
  const written = {
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: {
      ...metadata,
      ...(namespace && namespace !== 'default' ? { namespace } : {}),
      ...(own.length ? { annotations: Object.fromEntries(own) } : {}),
    },
    spec: entity.spec,
  };
  return dump(written, { lineWidth: 100, noRefs: true });
}
