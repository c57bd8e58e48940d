import type { TFunction } from 'i18next';
import type { Core, ElementDefinition } from 'cytoscape';
import { arranged } from './arranged';
import { wholeOf } from './camera';
import type { Direction, Positions } from './layout';
import { nameOf } from './GraphList';
import type { Graph, GraphNode } from './model';
import { elementsOf, readTokens, sheet } from './style';

/** Further away nothing can be told apart. */
export const SMALLEST = 0.05;
const MANY_LABELS = 30;
/** Beyond so many, what makes a node pretty would make the graph crawl. */
const LARGE = 400;
export const isLarge = (graph: Graph) => graph.nodes.length > LARGE;

/** As many elements are added in one go; then the browser may paint and hear what the user does. */
const AT_ONCE = 300;

/** Draws a graph piece by piece at its final places; false when it was given up for another. */
export async function draw(
  cy: Core,
  graph: Graph,
  direction: Direction,
  t: TFunction<'graph'>,
  anchor: { id: string; x: number; y: number } | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  // Icons are drawn by React, which it refuses while it runs effects.
  await Promise.resolve();
  const tokens = readTokens();
  const words = {
    relation: (type: string) => t(`graph:relation.${type}`, { defaultValue: type }),
    group: (node: GraphNode) => nameOf(node, t),
  };
  const large = isLarge(graph);
  const elements = elementsOf(graph, tokens, words, large);
  const widths = new Map(
    elements.map(({ data }) => [data.id as string, (data['width'] as number | undefined) ?? 0]),
  );
  const positions = await arranged({ graph, widths, direction });
  if (signal.aborted) {
    return false;
  }
  cy.elements().remove();
  cy.style(sheet(tokens, graph.edges.length <= MANY_LABELS, large));
  const camera = wholeOf(positions, widths, { width: cy.width(), height: cy.height() }, SMALLEST);
  const kept = anchor && positions.get(anchor.id);
  if (kept) {
    // What was clicked stays under the pointer; the rest makes room.
    const zoom = cy.zoom();
    cy.pan({ x: anchor.x - zoom * kept.x, y: anchor.y - zoom * kept.y });
  } else {
    cy.viewport(camera);
  }
  for (let start = 0; start < elements.length; start += AT_ONCE) {
    if (start > 0) {
      await new Promise(requestAnimationFrame);
    }
    if (signal.aborted) {
      return false;
    }
    cy.add(elements.slice(start, start + AT_ONCE).map((each) => placed(each, positions)));
  }
  return true;
}

function placed(element: ElementDefinition, positions: Positions): ElementDefinition {
  const position = positions.get(element.data.id as string);
  return position ? { ...element, position } : element;
}
