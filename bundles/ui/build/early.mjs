// Puts a small script before those of the page, which asks early for the code of the page that is opened and for the
// session. What belongs to which page is read from the routes and from what Vite has made of them.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROUTE = /\['([^']+)', \(\) => import\('~\/(pages\/([^/']+)\/[^']+)'\)\]/g;

/** The regular expression of the addresses of a route, as text. */
function pattern(route) {
  const parts = route.split('/').filter(Boolean);
  const text = parts.map((part) =>
    part === '*' ? '(/.*)?' : `/${part.startsWith(':') ? '[^/]+' : part}`,
  );
  return `^${text.join('')}/?$`;
}

/** All files that a module of the manifest needs, but what is known and what that needs. */
function filesOf(manifest, key, known) {
  const files = new Set();
  const visit = (each) => {
    const { file, css = [], imports = [] } = manifest[each];
    if (!files.has(file) && !known.has(file)) {
      [file, ...css].forEach((one) => files.add(one));
      imports.forEach(visit);
    }
  };
  visit(key);
  return [...files];
}

/** Adds the script to the files of the web, given Vite's manifest, what the page asks for anyway, and the routes. */
export function addEarly(web, manifest, start, routes, template) {
  const known = new Set(start);
  const pages = [...readFileSync(routes, 'utf8').matchAll(ROUTE)].map(
    ([, route, module, area]) => ({
      path: pattern(route),
      area,
      files: filesOf(manifest, `${module}.tsx`, known),
    }),
  );
  if (pages.length === 0) {
    throw new Error(`No routes were found in ${routes}: their form has changed.`);
  }
  const texts = {};
  for (const [key, { file }] of Object.entries(manifest)) {
    const [, language, area] = /^i18n\/([a-z]+)\/([a-z]+)\.json$/.exec(key) ?? [];
    if (language) {
      texts[language] = { ...texts[language], [area]: file };
    }
  }
  const script = readFileSync(template, 'utf8')
    .replaceAll(/^ *\/\/.*\n/gm, '')
    .replace('PAGES', () => JSON.stringify(pages))
    .replace('TEXTS', () => JSON.stringify(texts));
  const digest = createHash('sha256').update(script).digest('base64url').slice(0, 8);
  const file = `assets/early-${digest}.js`;
  writeFileSync(join(web, file), script);
  const page = join(web, 'index.html');
  const html = readFileSync(page, 'utf8');
  const before = html.indexOf('<script type="module"');
  if (before < 0) {
    throw new Error('index.html has no module that starts the page.');
  }
  const tag = `<script async src="/${file}"></script>\n    `;
  writeFileSync(page, html.slice(0, before) + tag + html.slice(before));
}
