import type { DryRunFile } from '~/rest/scaffolder';

/** The text of a file; undefined for what is no text. */
export function fileText(file: DryRunFile): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(file.base64Content), (char) => char.charCodeAt(0));
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

export const fileSize = (file: DryRunFile) =>
  Math.floor((file.base64Content.length * 3) / 4) -
  (/=*$/.exec(file.base64Content)?.[0].length ?? 0);

/** Files in the order of a tree: folders first, then names. */
export function sortedFiles(files: readonly DryRunFile[]): DryRunFile[] {
  return [...files].sort((a, b) => comparePaths(a.path.split('/'), b.path.split('/')));
}

function comparePaths(a: string[], b: string[]): number {
  const [first = '', ...restA] = a;
  const [second = '', ...restB] = b;
  if (first === second) {
    return restA.length || restB.length ? comparePaths(restA, restB) : 0;
  }
  if (restA.length > 0 !== restB.length > 0) {
    return restA.length > 0 ? -1 : 1;
  }
  return first.localeCompare(second);
}

const LANGUAGES: Record<string, string> = {
  yml: 'yaml',
  md: 'markdown',
  js: 'javascript',
  ts: 'typescript',
  py: 'python',
  sh: 'bash',
  kt: 'kotlin',
  html: 'xml',
  gradle: 'groovy',
};

/** What a file is written in, by its name. */
export function languageOf(path: string): string {
  const name = path.split('/').pop() ?? '';
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? name.toLowerCase();
  return LANGUAGES[extension] ?? extension;
}
