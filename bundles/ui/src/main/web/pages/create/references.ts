import type { TFunction } from 'i18next';
import type { Action, Extension, JsonObject, TemplatingExtensions } from '~/rest/scaffolder';
import type { ReferenceItem } from './Reference';

type T = TFunction<'create'>;

export const actionItem = (action: Action, t: T): ReferenceItem => ({
  id: action.id,
  description: action.description,
  sections: [
    { title: t('actions.input'), schema: action.schema?.input },
    { title: t('actions.output'), schema: action.schema?.output },
  ],
  examples: action.examples,
});

/** Filters, functions and values as one list. */
export function extensionItems({ filters, globals }: TemplatingExtensions, t: T): ReferenceItem[] {
  const items = (group: string, found: Record<string, Extension>) =>
    Object.entries(found).map(([id, extension]) => ({
      id,
      group,
      description: extension.description,
      sections: sectionsOf(extension, t),
      examples: extension.examples,
    }));
  return [
    ...items(t('actions.filters'), filters),
    ...items(t('actions.functions'), globals.functions),
    ...items(t('actions.values'), globals.values),
  ];
}

function sectionsOf({ schema, value }: Extension, t: T): ReferenceItem['sections'] {
  const named: [string, unknown][] = [
    [t('actions.input'), schema?.['input']],
    [t('actions.arguments'), schema?.['arguments']],
    [t('actions.output'), schema?.['output']],
    [t('actions.value'), value],
  ];
  return named
    .filter(([, raw]) => raw !== undefined)
    .map(([title, raw]) => ({ title, raw: raw as JsonObject }));
}
