import { describe, expect, it } from 'vitest';
import { columns } from '~/pages/graph/layout';
import { buildGraph, type GraphOptions, pathBetween } from '~/pages/graph/model';
import type { Entity } from '~/rest/entity';

const entity = (ref: string, ...relations: [string, string][]): [string, Entity] => {
  const [kind = '', name = ''] = ref.split(/:default\//);
  return [
    ref,
    {
      apiVersion: 'v1',
      kind,
      metadata: { name },
      relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
    },
  ];
};

const options = (change: Partial<GraphOptions> = {}): GraphOptions => ({
  roots: ['component:default/a'],
  depth: 1,
  expanded: new Set(),
  kinds: new Set(),
  relations: new Set(),
  groupFrom: 0,
  simplify: false,
  limit: 100,
  ...change,
});

const known = new Map([
  entity(
    'component:default/a',
    ['dependsOn', 'component:default/b'],
    ['ownedBy', 'group:default/g'],
  ),
  entity(
    'component:default/b',
    ['dependencyOf', 'component:default/a'],
    ['ownedBy', 'group:default/g'],
  ),
  entity('group:default/g', ['ownerOf', 'component:default/a'], ['ownerOf', 'component:default/b']),
]);

describe('buildGraph', () => {
  it('draws the two sides of a relation once', () => {
    const { nodes, edges, wanted } = buildGraph(known, options());
    expect(nodes.map(({ id }) => id).sort()).toEqual([...known.keys()].sort());
    expect(edges.map(({ id }) => id).sort()).toEqual([
      'component:default/a>dependsOn>component:default/b',
      'group:default/g>ownerOf>component:default/a',
      'group:default/g>ownerOf>component:default/b',
    ]);
    expect(wanted).toEqual([]);
  });

  it('leaves out relations among neighbours when it shall be simple', () => {
    const { edges } = buildGraph(known, options({ simplify: true }));
    expect(edges).toHaveLength(2);
  });

  it('names what it lacks, and counts what it does not show', () => {
    const first = new Map([...known].slice(0, 1));
    expect(buildGraph(first, options()).wanted).toHaveLength(2);
    const near = buildGraph(first, options({ kinds: new Set(['group']) }));
    expect(near.nodes.map(({ id }) => id)).toEqual(['component:default/a', 'group:default/g']);
  });

  it.each([
    [2, 2],
    [3, 3],
    [4, 3],
  ])('holds the limit of %i nodes', (limit, shown) => {
    const graph = buildGraph(known, options({ limit }));
    expect(graph.nodes).toHaveLength(shown);
    expect(graph.truncated).toBe(limit < 3);
  });

  it('puts many neighbours of one sort into a group until it is opened', () => {
    const many = new Map([
      entity(
        'component:default/a',
        ...Array.from({ length: 5 }, (_, i): [string, string] => ['dependsOn', `api:default/${i}`]),
      ),
    ]);
    const graph = buildGraph(many, options({ groupFrom: 5 }));
    expect(graph.nodes).toHaveLength(2);
    const group = graph.nodes[1]!;
    expect(group.members).toHaveLength(5);
    const opened = buildGraph(many, options({ groupFrom: 5, expanded: new Set([group.id]) }));
    expect(opened.nodes).toHaveLength(6);
  });

  it('finds the shortest way, whatever the direction', () => {
    const graph = buildGraph(known, options());
    const way = pathBetween(graph, 'component:default/b', 'component:default/a');
    expect(way.map(({ type }) => type)).toEqual(['dependsOn']);
    expect(pathBetween(graph, 'component:default/b', 'component:default/none')).toEqual([]);
  });

  it('places thousands of nodes, none upon another', () => {
    const big = new Map([
      entity(
        'component:default/a',
        ...Array.from({ length: 3000 }, (_, i): [string, string] => [
          i % 2 ? 'dependsOn' : 'dependencyOf',
          `component:default/n${i}`,
        ]),
      ),
    ]);
    const graph = buildGraph(big, options({ limit: 5000 }));
    const places = columns(graph, 'LR');
    expect(places.size).toBe(3001);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(3001);
  });
});
