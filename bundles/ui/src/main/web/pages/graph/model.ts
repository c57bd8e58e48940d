import { displayName, type Entity, parseRef } from '~/rest/entity';

/** One box of a graph: an entity, or many of one kind that stand together. */
export interface GraphNode {
  id: string;
  kind: string;
  title: string;
  /** The reference of the entity; none for a group of entities. */
  ref?: string;
  /** What a group stands for. */
  members?: string[];
  root?: boolean;
  /** Steps from the nearest root. */
  depth: number;
  /** Neighbours that do not show yet. */
  hidden: number;
  /** Nothing is known of it: it is not there, or one may not see it. */
  missing?: boolean;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** The relation as it reads from source to target. */
  type: string;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** There is more than can be shown. */
  truncated: boolean;
}

/** Pairs of relations that say the same from two sides; the first of each is the one that is drawn. */
const PAIRS: [drawn: string, other: string][] = [
  ['ownerOf', 'ownedBy'],
  ['hasPart', 'partOf'],
  ['providesApi', 'apiProvidedBy'],
  ['consumesApi', 'apiConsumedBy'],
  ['dependsOn', 'dependencyOf'],
  ['parentOf', 'childOf'],
  ['hasMember', 'memberOf'],
];
const OTHER = new Map(PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
const DRAWN = new Set(PAIRS.map(([drawn]) => drawn));

/** Relations that can be chosen, one of each pair. */
export const RELATIONS = PAIRS.map(([drawn]) => drawn);

/** The one of a pair that is drawn, which is also what filters name. */
export const drawnType = (type: string) =>
  DRAWN.has(type) ? type : DRAWN.has(OTHER.get(type) ?? '') ? OTHER.get(type)! : type;

export interface GraphOptions {
  roots: readonly string[];
  depth: number;
  /** Entities and groups that were opened by hand. */
  expanded: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  relations: ReadonlySet<string>;
  /** From how many neighbours of one sort on they stand together; 0 for never. */
  groupFrom: number;
  /** Only relations that lead away from the roots, not those among neighbours. */
  simplify: boolean;
  limit: number;
}

/** What is known of entities: null for what was asked for and is not there. */
export type Known = ReadonlyMap<string, Entity | null>;

interface Bundle {
  type: string;
  outgoing: boolean;
  kind: string;
  refs: string[];
}

const pass = (wanted: ReadonlySet<string>, value: string) => wanted.size === 0 || wanted.has(value);

/** The neighbours of an entity by relation and kind, in a steady order. */
function bundles(entity: Entity, { kinds, relations }: GraphOptions): Bundle[] {
  const found = new Map<string, Bundle>();
  for (const { type, targetRef } of entity.relations ?? []) {
    const drawn = drawnType(type);
    const { kind } = parseRef(targetRef);
    if (!pass(relations, drawn) || !pass(kinds, kind)) {
      continue;
    }
    const key = `${type} ${kind}`;
    const bundle = found.get(key) ?? { type: drawn, outgoing: drawn === type, kind, refs: [] };
    bundle.refs.push(targetRef);
    found.set(key, bundle);
  }
  return [...found.values()].sort(
    (a, b) => a.kind.localeCompare(b.kind) || a.type.localeCompare(b.type),
  );
}

/**
 * The graph around the roots, as far as it is known, and which entities have to be asked for to go on.
 * Breadth first: what is near comes first, and the limit cuts off what is far.
 */
export function buildGraph(known: Known, options: GraphOptions): Graph & { wanted: string[] } {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const wanted: string[] = [];
  const queue: string[] = [];
  let truncated = false;

  const add = (ref: string, depth: number, root = false): boolean => {
    if (nodes.has(ref)) {
      return true;
    }
    if (nodes.size >= options.limit) {
      truncated = true;
      return false;
    }
    const { kind, name } = parseRef(ref);
    const entity = known.get(ref);
    const title = entity ? displayName(entity) : name;
    nodes.set(ref, {
      id: ref,
      ref,
      kind,
      title,
      depth,
      root,
      hidden: 0,
      missing: entity === null,
    });
    queue.push(ref);
    if (entity === undefined) {
      wanted.push(ref);
    }
    return true;
  };
  const link = (a: string, b: string, bundle: Bundle) => {
    const [source, target] = bundle.outgoing ? [a, b] : [b, a];
    const near = nodes.get(a)!.depth;
    const far = nodes.get(b)!.depth;
    if (options.simplify && (near === far || Math.abs(near - far) > 1) && near + far > 0) {
      return;
    }
    const id = `${source}>${bundle.type}>${target}`;
    edges.set(id, { id, source, target, type: bundle.type });
  };

  options.roots.forEach((ref) => add(ref, 0, true));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const from = nodes.get(next)!;
    const entity = known.get(next);
    if (!entity) {
      continue;
    }
    const open = from.depth < options.depth || options.expanded.has(next);
    for (const bundle of bundles(entity, options)) {
      const fresh = bundle.refs.filter((ref) => !nodes.has(ref));
      bundle.refs.filter((ref) => nodes.has(ref)).forEach((ref) => link(next, ref, bundle));
      const id = `${next}|${bundle.type}|${bundle.outgoing ? 'to' : 'from'}|${bundle.kind}`;
      const together =
        options.groupFrom > 0 && fresh.length >= options.groupFrom && !options.expanded.has(id);
      if (!open) {
        from.hidden += fresh.length;
      } else if (together) {
        const title = String(fresh.length);
        const depth = from.depth + 1;
        const { kind } = bundle;
        nodes.set(id, { id, kind, title, members: fresh, depth, hidden: fresh.length });
        link(next, id, bundle);
      } else {
        fresh.forEach((ref) => add(ref, from.depth + 1) && link(next, ref, bundle));
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], truncated, wanted };
}

/** The shortest way between two nodes, whatever the direction of the relations; empty when there is none. */
export function pathBetween({ edges }: Graph, from: string, to: string): GraphEdge[] {
  const around = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    around.set(edge.source, [...(around.get(edge.source) ?? []), edge]);
    around.set(edge.target, [...(around.get(edge.target) ?? []), edge]);
  }
  const came = new Map<string, GraphEdge | undefined>([[from, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && !came.has(to); at = queue.shift()) {
    for (const edge of around.get(at) ?? []) {
      const next = edge.source === at ? edge.target : edge.source;
      if (!came.has(next)) {
        came.set(next, edge);
        queue.push(next);
      }
    }
  }
  const path: GraphEdge[] = [];
  for (let at = to, edge = came.get(to); edge; edge = came.get(at)) {
    path.unshift(edge);
    at = edge.source === at ? edge.target : edge.source;
  }
  return path;
}
