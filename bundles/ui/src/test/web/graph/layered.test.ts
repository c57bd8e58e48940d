import { describe, expect, it } from 'vitest';
import { wholeOf } from '~/pages/graph/camera';
import { columns } from '~/pages/graph/layout';
import { place } from '~/pages/graph/layered';
import type { Graph } from '~/pages/graph/model';

/** A tree in which each node has two below it. */
function tree(size: number): Graph {
  const nodes = Array.from({ length: size }, (_, index) => ({
    id: `n${index}`,
    kind: 'component',
    title: `Node ${index}`,
    depth: Math.floor(Math.log2(index + 1)),
    root: index === 0,
    hidden: 0,
  }));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `e${index}`,
    source: `n${Math.floor(index / 2)}`,
    target: id,
    type: 'dependsOn',
  }));
  return { nodes, edges } as unknown as Graph;
}

const widthsOf = (graph: Graph, width: number) => new Map(graph.nodes.map(({ id }) => [id, width]));

describe('placing a graph', () => {
  it('puts what follows beside what leads to it, and no node on another', () => {
    const graph = tree(15);
    const places = place({ graph, widths: widthsOf(graph, 100), direction: 'LR' });
    graph.edges.forEach(({ source, target }) =>
      expect(places.get(target)!.x - places.get(source)!.x).toBeGreaterThanOrEqual(100),
    );
    const all = [...places.values()];
    all.forEach((one, index) =>
      all
        .slice(index + 1)
        .forEach((other) =>
          expect(Math.abs(one.x - other.x) >= 100 || Math.abs(one.y - other.y) >= 32).toBe(true),
        ),
    );
  });

  it.each([119, 120, 121])('takes the quick way beyond 120 nodes: %i', (size) => {
    const graph = tree(size);
    const places = place({ graph, widths: widthsOf(graph, 100), direction: 'TB' });
    const quick = columns(graph, 'TB');
    const same = graph.nodes.every(({ id }) => places.get(id)!.x === quick.get(id)!.x);
    expect(places.size).toBe(size);
    expect(same).toBe(size > 120);
  });
});

describe('the camera', () => {
  const at = { width: 400, height: 300 };

  it('shows all of it', () => {
    const positions = new Map([
      ['a', { x: -1000, y: 0 }],
      ['b', { x: 3000, y: 500 }],
    ]);
    const { zoom, pan } = wholeOf(positions, new Map([['a', 200]]), at, 0.01);
    expect(-1100 * zoom + pan.x).toBeCloseTo(20);
    expect(3000 * zoom + pan.x).toBeCloseTo(380);
    expect(250 * zoom + pan.y).toBeCloseTo(150);
  });

  it('makes nothing larger than life, nor smaller than may be', () => {
    const one = new Map([['a', { x: 7, y: 9 }]]);
    expect(wholeOf(one, new Map([['a', 50]]), at, 0.05)).toEqual({
      zoom: 1,
      pan: { x: 193, y: 141 },
    });
    const far = new Map([...one, ['b', { x: 1e6, y: 9 }] as const]);
    expect(wholeOf(far, new Map(), at, 0.05).zoom).toBe(0.05);
    expect(wholeOf(new Map(), new Map(), at, 0.05).zoom).toBe(1);
  });
});
