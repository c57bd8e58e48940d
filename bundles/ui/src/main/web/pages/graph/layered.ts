import { layout } from 'dagre-d3-es/src/dagre/index.js';
import { Graph as Layered } from 'dagre-d3-es/src/graphlib/index.js';
import { columns, type Direction, type Positions } from './layout';
import type { Graph } from './model';

/** What has to be placed; `widths` says how wide the nodes are drawn. */
export interface Task {
  graph: Graph;
  widths: ReadonlyMap<string, number>;
  direction: Direction;
}

/** Beyond so many nodes few crossings cost more time than one wants to wait. */
const CAREFUL = 120;
const HEIGHT = 32;

/** Places the nodes of a graph: small ones in layers with few crossings, others in columns. */
export function place({ graph, widths, direction }: Task): Positions {
  if (graph.nodes.length > CAREFUL) {
    return columns(graph, direction);
  }
  const wide = direction === 'LR';
  const layered = new Layered({ multigraph: true });
  layered.setGraph({ rankdir: direction, nodesep: wide ? 10 : 20, ranksep: wide ? 96 : 64 });
  for (const { id } of graph.nodes) {
    layered.setNode(id, { width: widths.get(id) ?? 0, height: HEIGHT });
  }
  for (const { id, source, target } of graph.edges) {
    layered.setEdge(source, target, { minlen: 1, weight: 1 }, id);
  }
  layout(layered, {});
  return new Map(
    layered.nodes().map((id) => {
      const { x, y } = layered.node(id) as { x: number; y: number };
      return [id, { x, y }];
    }),
  );
}
