/** Options that show what a field can do. */
const OPTIONS: Record<string, string> = {
  EntityPicker: `ui:options:
  catalogFilter:
    kind: [Component, API]
  allowArbitraryValues: true`,
  MultiEntityPicker: `ui:options:
  catalogFilter:
    kind: Component`,
  OwnerPicker: `ui:options:
  catalogFilter:
    kind: Group`,
  OwnedEntityPicker: `ui:options:
  catalogFilter:
    kind: Component`,
  EntityTagsPicker: `ui:options:
  kinds: [Component]
  showCounts: true`,
  RepoUrlPicker: `ui:options:
  allowedHosts: [github.com, gitlab.com, dev.azure.com, bitbucket.org]`,
  RepoOwnerPicker: `ui:options:
  excludedOwners: [nobody]`,
  Secret: 'minLength: 4',
};

const LISTS = new Set(['MultiEntityPicker', 'EntityTagsPicker']);

/** A property with the field, as a template would write it. */
export function fieldSample(field: string): string {
  const type = LISTS.has(field) ? 'type: array\nitems: { type: string }' : 'type: string';
  return [
    `title: ${field}`,
    'description: What it is for.',
    type,
    `ui:field: ${field}`,
    OPTIONS[field],
  ]
    .filter(Boolean)
    .join('\n')
    .concat('\n');
}
