import type { ElementDefinition, StylesheetStyle } from 'cytoscape';
import { badgeImage, iconImage } from './icons';
import type { Graph, GraphEdge, GraphNode } from './model';

/** The colours and fonts of the theme that shows. */
export function readTokens() {
  const computed = getComputedStyle(document.documentElement);
  const token = (name: string) => computed.getPropertyValue(`--cb-${name}`).trim();
  const neutral = token('ink-2');
  return {
    ink: token('ink'),
    ink2: neutral,
    ink3: token('ink-3'),
    surface: token('surface'),
    surface2: token('surface-2'),
    surface3: token('surface-3'),
    border: token('border-strong'),
    accent: token('accent'),
    focus: token('focus'),
    // Cytoscape takes names in double quotes only.
    font: token('font-sans').replaceAll("'", '"'),
    kind: (kind: string) => token(`kind-${kind}`) || neutral,
  };
}

export type Tokens = ReturnType<typeof readTokens>;

const MAX = 28;
const ICON = 30;
const BADGE = 40;
let pen: CanvasRenderingContext2D | null | undefined;

function textWidth(text: string, font: string): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) {
    return text.length * 8;
  }
  pen.font = `500 13px ${font}`;
  return pen.measureText(text).width;
}

export interface Words {
  relation: (type: string) => string;
  group: (node: GraphNode) => string;
}

/** Nodes and edges as cytoscape takes them. */
export function elementsOf(
  graph: Graph,
  tokens: Tokens,
  words: Words,
  large: boolean,
): ElementDefinition[] {
  const nodes = [...graph.nodes].sort((a, b) => a.kind.localeCompare(b.kind));
  return [
    ...nodes.map((node) => ({
      group: 'nodes' as const,
      data: nodeData(node, tokens, words, large),
    })),
    ...graph.edges.map((edge: GraphEdge) => ({
      group: 'edges' as const,
      data: { ...edge, label: words.relation(edge.type) },
    })),
  ];
}

function nodeData(node: GraphNode, tokens: Tokens, words: Words, large: boolean) {
  const full = node.members ? words.group(node) : node.title;
  const label = full.length > MAX ? `${full.slice(0, MAX - 1)}…` : full;
  const hue = tokens.kind(node.kind);
  const badge = node.hidden > 0;
  if (large) {
    const title = badge ? `${label} +${node.hidden}` : label;
    return {
      ...factsOf(node),
      label: title,
      hue,
      width: 10 * Math.min(22, title.length),
    };
  }
  const text = textWidth(label, tokens.font);
  const width = Math.ceil(text + ICON + (badge ? BADGE : 0) + 14);
  return {
    ...factsOf(node),
    label,
    hue,
    width,
    // The text stands between icon and badge, so its middle is not that of the node.
    shift: (ICON - (badge ? BADGE : 6)) / 2,
    images: badge
      ? [
          iconImage(node.kind, hue),
          badgeImage(node.hidden, tokens.ink, tokens.surface3, tokens.font),
        ]
      : [iconImage(node.kind, hue)],
    across: badge ? ['9px', `${width - 39}px`] : ['9px'],
    sizes: badge ? ['16px', '34px'] : ['16px'],
    heights: badge ? ['16px', '20px'] : ['16px'],
  };
}

const factsOf = (node: GraphNode) => ({
  id: node.id,
  hidden: node.hidden,
  root: node.root ? 1 : 0,
  gathered: node.members ? 1 : 0,
  missing: node.missing ? 1 : 0,
});

/** How nodes and edges look in the theme. */
export function sheet(tokens: Tokens, labels: boolean, large: boolean): StylesheetStyle[] {
  const pictures = {
    'background-image': 'data(images)',
    'background-position-x': 'data(across)',
    'background-position-y': '50%',
    'background-width': 'data(sizes)',
    'background-height': 'data(heights)',
    'background-image-containment': 'inside',
    'text-margin-x': 'data(shift)',
  };
  return [
    {
      selector: 'node',
      style: {
        ...(large ? {} : pictures),
        shape: large ? 'rectangle' : 'round-rectangle',
        width: 'data(width)',
        height: 32,
        'background-color': tokens.surface,
        'border-width': 1,
        'border-color': 'data(hue)',
        label: 'data(label)',
        color: tokens.ink,
        'font-family': tokens.font,
        'font-size': 13,
        'font-weight': 500,
        'text-valign': 'center',
        'text-halign': 'center',
        'min-zoomed-font-size': large ? 8 : 5,
      },
    },
    {
      selector: 'node[root = 1]',
      style: { 'border-width': 2, 'background-color': tokens.surface2 },
    },
    {
      selector: 'node[gathered = 1]',
      style: { 'border-style': 'double', 'border-width': 4, 'background-color': tokens.surface2 },
    },
    { selector: 'node[missing = 1]', style: { 'border-style': 'dashed', color: tokens.ink3 } },
    {
      selector: 'edge',
      style: {
        width: 1,
        'curve-style': large ? 'haystack' : 'bezier',
        'line-color': tokens.border,
        'target-arrow-color': tokens.border,
        'target-arrow-shape': large ? 'none' : 'triangle',
        'arrow-scale': 0.8,
        label: labels ? 'data(label)' : '',
        color: tokens.ink2,
        'font-family': tokens.font,
        'font-size': 12,
        'text-background-color': tokens.surface,
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        'min-zoomed-font-size': 7,
      },
    },
    { selector: '.dim', style: { opacity: 0.35 } },
    {
      selector: 'edge.near, edge.path',
      style: {
        width: 2,
        label: 'data(label)',
        'line-color': tokens.ink2,
        'target-arrow-color': tokens.ink2,
        'z-index': 9,
      },
    },
    {
      selector: 'edge.path',
      style: { width: 3, 'line-color': tokens.accent, 'target-arrow-color': tokens.accent },
    },
    {
      selector: 'node.chosen',
      style: { 'outline-width': 2, 'outline-color': tokens.focus, 'outline-offset': 2 },
    },
  ] as StylesheetStyle[];
}
