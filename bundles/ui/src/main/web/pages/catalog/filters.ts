import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { ownersOf, refSets, type Whose, whoseSets } from '~/rest/whose';
import type { Sort } from '~/ui/DataTable';

/** The lists of values one can filter by: their names in the address, and the fields of entities that they are about. */
export const LISTS = {
  type: 'spec.type',
  owners: 'relations.ownedBy',
  lifecycles: 'spec.lifecycle',
  tags: 'metadata.tags',
  namespaces: 'metadata.namespace',
} as const;

export type ListName = keyof typeof LISTS;

export interface Filters {
  kind: string;
  whose: Whose;
  text: string;
  lists: Record<ListName, string[]>;
  /** Values of other fields, by the field: what filters of plugins are about. */
  fields: Record<string, string[]>;
  /** Only what is an orphan, or has an error. */
  status: 'orphan' | 'error' | undefined;
  sort: Sort;
}

const SORTS: Record<string, string> = {
  name: 'metadata.name',
  owner: 'spec.owner',
  type: 'spec.type',
  lifecycle: 'spec.lifecycle',
  system: 'spec.system',
};

const FIELD = /^filters\[((?:metadata|spec)\.[^\]=,]+)\]$/;

function fieldsOf(params: URLSearchParams): Filters['fields'] {
  const keys = [...new Set(params.keys())].map((key) => [key, FIELD.exec(key)?.[1]] as const);
  return Object.fromEntries(
    keys.flatMap(([key, field]) => (field ? [[field, params.getAll(key)]] : [])),
  );
}

function read(params: URLSearchParams): Filters {
  const lists = Object.fromEntries(
    Object.keys(LISTS).map((name) => [name, params.getAll(`filters[${name}]`)]),
  ) as Filters['lists'];
  const whose = params.get('filters[user]');
  const status = params.get('filters[status]');
  const sort = params.get('sort') ?? 'name';
  return {
    kind: (params.get('filters[kind]') ?? 'component').toLowerCase(),
    whose: whose === 'owned' || whose === 'starred' ? whose : 'all',
    text: params.get('text') ?? '',
    lists,
    fields: fieldsOf(params),
    status: status === 'orphan' || status === 'error' ? status : undefined,
    sort: { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
  };
}

function write(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  params.set('filters[kind]', filters.kind);
  params.set('filters[user]', filters.whose);
  for (const [name, values] of Object.entries({ ...filters.lists, ...filters.fields })) {
    values.forEach((value) => params.append(`filters[${name}]`, value));
  }
  if (filters.status) {
    params.set('filters[status]', filters.status);
  }
  if (filters.text) {
    params.set('text', filters.text);
  }
  const { column, descending } = filters.sort;
  if (column !== 'name' || descending) {
    params.set('sort', `${descending ? '-' : ''}${column}`);
  }
  return params;
}

/** The filters of the address, and how to change them. Typing replaces the address; choosing adds to the history. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => read(params), [params]);
  const change = useCallback(
    (part: Partial<Filters>) =>
      setParams((before) => write({ ...read(before), ...part }), {
        replace: 'text' in part,
      }),
    [setParams],
  );
  return [filters, change] as const;
}

/** The kind that is shown; undefined for all. */
export const kindOf = ({ kind }: Pick<Filters, 'kind'>) => (kind === 'all' ? undefined : kind);

/** The filters as those of the catalog's REST API: sets of conditions, of which an entity has to meet one. */
export function toQuery(
  filters: Filters,
  own: readonly string[],
  starred: readonly string[],
  failed?: readonly string[],
): string[] {
  const kind = kindOf(filters);
  const conditions = kind === undefined ? [] : [`kind=${kind}`];
  const owners = ownersOf(filters.whose, own, filters.lists.owners);
  for (const [name, field] of Object.entries(LISTS)) {
    const values = name === 'owners' ? owners.chosen : filters.lists[name as ListName];
    values.forEach((value) => conditions.push(`${field}=${value}`));
  }
  for (const [field, values] of Object.entries(filters.fields)) {
    values.forEach((value) => conditions.push(`${field}=${value}`));
  }
  if (filters.status === 'orphan') {
    conditions.push('metadata.annotations.backstage.io/orphan=true');
  }
  const sets = failed ? refSets(failed, kind) : whoseSets(filters.whose, kind, owners.own, starred);
  // No condition at all is no filter, and an empty one is an error.
  return sets.map((set) => [...conditions, ...set].join(',')).filter(Boolean);
}

export const toOrder = ({ column, descending }: Sort) => [
  `${SORTS[column] ?? SORTS['name']},${descending ? 'desc' : 'asc'}`,
  ...(column === 'name' ? [] : ['metadata.name,asc']),
];
