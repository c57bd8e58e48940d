/** An entity as the catalog answers it (descriptor format of Backstage). */
export interface Entity {
  apiVersion: string;
  kind: string;
  metadata: {
    uid?: string;
    etag?: string;
    name: string;
    namespace?: string;
    title?: string;
    description?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    tags?: string[];
    links?: EntityLink[];
    [key: string]: unknown;
  };
  spec?: Record<string, unknown> & {
    type?: string;
    lifecycle?: string;
    owner?: string;
    system?: string;
    profile?: { displayName?: string; email?: string; picture?: string };
  };
  relations?: Relation[];
  status?: { items?: StatusItem[] };
}

export interface EntityLink {
  url: string;
  title?: string;
  icon?: string;
  type?: string;
}

export interface Relation {
  type: string;
  targetRef: string;
}

export interface StatusItem {
  type: string;
  level: 'info' | 'warning' | 'error';
  message: string;
  error?: { name?: string; message?: string };
}

/** What the catalog itself has to say against an entity; plugins show theirs in their own places. */
export const problemsOf = (entity: Entity) =>
  (entity.status?.items ?? []).filter(
    ({ type, level }) => type === 'backstage.io/catalog-processing' && level !== 'info',
  );

export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/** The fields that naming an entity and leading to it take. */
export const NAME_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile',
];

/** The reference of an entity: `kind:namespace/name` in lower case. */
export function entityRef(entity: Entity): string {
  const { name, namespace = 'default' } = entity.metadata;
  return `${entity.kind}:${namespace}/${name}`.toLowerCase();
}

/** Takes a reference apart; what it leaves out comes from the defaults. */
export function parseRef(ref: string, defaults: Partial<EntityName> = {}): EntityName {
  const match = /^(?:([^:/]+):)?(?:([^/]+)\/)?(.+)$/.exec(ref.trim());
  return {
    kind: (match?.[1] ?? defaults.kind ?? 'component').toLowerCase(),
    namespace: (match?.[2] ?? defaults.namespace ?? 'default').toLowerCase(),
    name: match?.[3] ?? ref,
  };
}

export function fullRef(ref: string, defaults?: Partial<EntityName>): string {
  const { kind, namespace, name } = parseRef(ref, defaults);
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/** A reference as people read it: without what goes without saying. */
export function humanRef(ref: string, defaultKind?: string): string {
  const { kind, namespace, name } = parseRef(ref, { kind: defaultKind });
  const short = namespace === 'default' ? name : `${namespace}/${name}`;
  return defaultKind === undefined || kind === defaultKind ? short : `${kind}:${short}`;
}

/** The name to show for an entity. */
export function displayName(entity: Entity): string {
  return entity.metadata.title || entity.spec?.profile?.displayName || entity.metadata.name;
}

/** `kind/namespace/name`, encoded, as the REST API names an entity in its paths. */
export function namePath(ref: string | Entity): string {
  const { kind, namespace, name } = parseRef(typeof ref === 'string' ? ref : entityRef(ref));
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}

/** Where the page of an entity is; `tab` is the path of one of its tabs. */
export function entityPath(ref: string | Entity, tab?: string): string {
  const { kind, namespace, name } = parseRef(typeof ref === 'string' ? ref : entityRef(ref));
  const parts = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `/catalog/${parts}${tab ? `/${tab}` : ''}`;
}

export function relationsOf(entity: Entity, ...types: string[]): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => types.includes(type))
    .map(({ targetRef }) => targetRef);
}

/** Whether one of the owners is the user or a group of the user's. */
export function isOwned(entity: Entity, ownershipRefs: readonly string[]): boolean {
  return relationsOf(entity, 'ownedBy').some((ref) => ownershipRefs.includes(ref));
}

/** Only addresses that a link may have; everything else is shown as text. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url) {
    return undefined;
  }
  try {
    const parsed = new URL(url, location.origin);
    return ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
