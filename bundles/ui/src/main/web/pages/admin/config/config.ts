import { queryOptions } from '@tanstack/react-query';
import { api } from '~/rest/client';

/** A value that is configured (openapi of config). */
export interface ConfigEntry {
  key: string;
  value: unknown;
  hidden: string | null;
  origin: string;
  originKind: 'file' | 'environment' | 'option';
  known: boolean;
  restart: boolean;
  waitsForRestart: boolean;
  meaning: string | null;
  default: string | null;
  warning: string | null;
}

export interface Configuration {
  entries: ConfigEntry[];
  files: { name: string; present: boolean }[];
  problems: { file: string; line: number; column: number; message: string }[];
  waitsForRestart: string[];
}

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => api.get<Configuration>('/config', { signal }),
});

/** A part of the tree of keys: a value, or what is below. Steps without a fork are one node. */
export interface KeyNode {
  /** The whole key down to here. */
  key: string;
  /** The part of the key that the parent does not have. */
  label: string;
  entry?: ConfigEntry;
  children: KeyNode[];
}

/** The parts of a key; `a.b[0].c` has four. */
export const partsOf = (key: string) => key.match(/\[\d+\]|[^.[\]]+/g) ?? [key];

/** The keys as a tree, in their order. */
export function treeOf(entries: readonly ConfigEntry[]): KeyNode[] {
  const root: KeyNode = { key: '', label: '', children: [] };
  for (const entry of entries) {
    let node = root;
    for (const part of partsOf(entry.key)) {
      const key = part.startsWith('[') || !node.key ? node.key + part : `${node.key}.${part}`;
      let child = node.children.find((one) => one.key === key);
      if (!child) {
        child = { key, label: part, children: [] };
        node.children.push(child);
      }
      node = child;
    }
    node.entry = entry;
  }
  return root.children.map(joined);
}

/** A chain of single children becomes one node, but for the first step: it is the section. */
function joined(node: KeyNode): KeyNode {
  return { ...node, children: node.children.map((child) => chain(child)) };
}

function chain(node: KeyNode): KeyNode {
  const [only] = node.children;
  if (only && node.children.length === 1 && !node.entry && !/^\[\d+\]$/.test(only.label)) {
    const glue = only.label.startsWith('[') ? '' : '.';
    return chain({ ...only, label: node.label + glue + only.label });
  }
  return listed({ ...node, children: node.children.map(chain) });
}

/** A list of plain values is one value. */
function listed(node: KeyNode): KeyNode {
  const entries = node.children.map(({ entry }) => entry);
  const [first] = entries;
  const plain = node.children.every((child) => /^\[\d+\]$/.test(child.label) && child.entry);
  if (!first || !plain) {
    return node;
  }
  const entry: ConfigEntry = {
    ...first,
    key: node.key,
    value: entries.map((item) => item?.value),
    hidden: entries.find((item) => item?.hidden)?.hidden ?? null,
    warning: entries.find((item) => item?.warning)?.warning ?? null,
  };
  return { ...node, entry, children: [] };
}

/** Whether a text occurs in the key, the value, the meaning or the origin. */
export function matchesText(entry: ConfigEntry, text: string): boolean {
  const value = entry.hidden === null ? String(entry.value) : '';
  return `${entry.key} ${value} ${entry.meaning ?? ''} ${entry.origin}`
    .toLowerCase()
    .includes(text.trim().toLowerCase());
}
