import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';

type Kit = Record<string, (...values: unknown[]) => unknown>;

const FILE = new URL('../../../main/web/public/plugins-ui/v1/kit.js', import.meta.url);
let kit: Kit;

/** The module is served as it is, so it is taken as it is; of a browser it needs two names when it is loaded. */
beforeAll(async () => {
  Object.assign(globalThis, {
    HTMLElement: class {},
    CSSStyleSheet: class {
      replaceSync() {}
    },
  });
  const source = readFileSync(FILE, 'utf8');
  kit = await import(`data:text/javascript,${encodeURIComponent(source)}`);
});

describe('X01 addresses', () => {
  test.each([
    'http://a.example/x?y#z',
    'HTTPS://a.example',
    '/catalog/default/component/pay',
    '/',
  ])('%s is one', (text) => expect(kit.isAddress!(text)).toBe(true));

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    'file:///etc/passwd',
    '//evil.invalid/x',
    '/\\evil.invalid/x',
    '/\t/evil.invalid/x',
    '/\n\\evil.invalid',
    '\u0000https://a.example',
    'https:evil',
    'x',
    '',
    undefined,
    null,
    {},
  ])('%j is none', (text) => expect(kit.isAddress!(text)).toBe(false));
});

test('references are read in full', () => {
  const entity = { kind: 'Component', metadata: { name: 'Pay' } };
  expect(kit.refOf!(entity)).toBe('component:default/pay');
  expect(kit.partsOf!('api:shop/a.b')).toEqual(['api', 'shop', 'a.b']);
  expect(kit.apiPath!('api:shop/a b')).toBe('api/shop/a%20b');
  expect(kit.pagePath!('api:shop/a b')).toBe('/catalog/shop/api/a%20b');
});

test('what it has only grows', () => {
  expect(Object.keys(kit).sort()).toEqual([
    'PluginElement',
    'apiPath',
    'entityLink',
    'isAddress',
    'link',
    'make',
    'pagePath',
    'partsOf',
    'refOf',
  ]);
});
