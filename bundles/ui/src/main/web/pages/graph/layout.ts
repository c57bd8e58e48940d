import type { Graph } from './model';

export type Direction = 'LR' | 'TB';
export type Positions = Map<string, { x: number; y: number }>;

const ROW = 48;
const COLUMN = 250;
/** As many nodes stand below each other before a further column begins. */
const TALL = 40;

/**
 * Places nodes in columns by their distance from the roots: what leads to them on one side, what they lead to on
 * the other, sorted by kind. Linear, for graphs that a layered drawing with few crossings would take seconds for.
 */
export function columns({ nodes, edges }: Graph, direction: Direction): Positions {
  const incoming = new Set<string>();
  const roots = new Set(nodes.filter(({ root }) => root).map(({ id }) => id));
  const depths = new Map(nodes.map(({ id, depth }) => [id, depth]));
  // A node is on the side of its way to the root; what follows it stays on that side.
  for (const { source, target } of [...edges].sort(
    (a, b) => (depths.get(a.source) ?? 0) - (depths.get(b.source) ?? 0),
  )) {
    if (roots.has(target) || incoming.has(target)) {
      if ((depths.get(source) ?? 0) > (depths.get(target) ?? 0)) {
        incoming.add(source);
      }
    }
  }
  const layers = new Map<number, typeof nodes>();
  for (const node of nodes) {
    const layer = incoming.has(node.id) ? -node.depth : node.depth;
    const members = layers.get(layer);
    if (members) {
      members.push(node);
    } else {
      layers.set(layer, [node]);
    }
  }
  const positions: Positions = new Map();
  const place = (layer: number, start: number, step: 1 | -1): number => {
    const members = [...(layers.get(layer) ?? [])].sort(
      (a, b) => a.kind.localeCompare(b.kind) || a.title.localeCompare(b.title),
    );
    const tall = Math.max(TALL, Math.ceil(Math.sqrt(members.length * 4)));
    const wide = Math.max(1, Math.ceil(members.length / tall));
    members.forEach(({ id }, index) => {
      const rows = Math.min(tall, members.length);
      const across = start + step * Math.floor(index / tall) * COLUMN;
      const down = ((index % tall) - (rows - 1) / 2) * ROW;
      positions.set(
        id,
        direction === 'LR' ? { x: across, y: down } : { x: (down / ROW) * COLUMN, y: across / 3 },
      );
    });
    return start + step * wide * COLUMN;
  };
  const order = [...layers.keys()].sort((a, b) => a - b);
  order.filter((layer) => layer >= 0).reduce((at, layer) => place(layer, at, 1), 0);
  order
    .filter((layer) => layer < 0)
    .reverse()
    .reduce((at, layer) => place(layer, at, -1), -COLUMN);
  return positions;
}
