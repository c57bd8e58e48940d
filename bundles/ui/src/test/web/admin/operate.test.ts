import { describe, expect, it, vi } from 'vitest';
import { applied } from '~/pages/admin/plugins/lifecycle';
import type { Plugin } from '~/pages/admin/plugins/plugins';
import { type ConfigEntry, matchesText, treeOf } from '~/pages/admin/config/config';
import { placeOf, relativeTo } from '~/pages/admin/ingestion/ingestion';
import { millisecondsOf } from '~/pages/admin/schedules/tasks';
import { switched, wanted } from '~/pages/settings/channels';
import { scopesOf } from '~/pages/settings/tokens';

// It is read from the page, which there is none of here.
vi.mock('~/rest/config', () => ({ portalConfig: { title: 'Callboard', providers: [] } }));

const entry = (key: string, value: unknown, hidden: string | null = null): ConfigEntry => ({
  key,
  value,
  hidden,
  origin: 'app-config.yaml:1',
  originKind: 'file',
  known: true,
  restart: false,
  waitsForRestart: false,
  meaning: null,
  default: null,
  warning: null,
});

describe('the tree of configuration', () => {
  it('joins chains and takes a list of plain values as one', () => {
    const [section] = treeOf([
      entry('backend.cors.methods[0]', 'GET'),
      entry('backend.cors.methods[1]', 'PUT'),
      entry('backend.listen.port', 7007),
    ]);
    expect(section?.label).toBe('backend');
    expect(section?.children.map(({ label }) => label)).toEqual(['cors.methods', 'listen.port']);
    expect(section?.children[0]?.entry?.value).toEqual(['GET', 'PUT']);
  });

  it('does not find a value that is hidden', () => {
    expect(matchesText(entry('a.token', '***', 'a secret'), '***')).toBe(false);
    expect(matchesText(entry('a.port', 7007), '7007')).toBe(true);
  });
});

describe('plugins', () => {
  const list = { items: [{ id: 'a', state: 'ACTIVE', version: '1' } as Plugin], available: [], rejected: [] };

  it('follow events and go with the last one', () => {
    const stopped = applied(list, { id: 'a', state: 'STOPPED', reason: 'x', at: 0 });
    expect(stopped.items[0]).toMatchObject({ state: 'STOPPED', reason: 'x', version: '1' });
    expect(applied(list, { id: 'a', state: 'removed', at: 0 }).items).toEqual([]);
  });
});

describe('words for operators', () => {
  it('reads durations and leaves cron expressions alone', () => {
    expect(millisecondsOf('PT12H')).toBe(43_200_000);
    expect(millisecondsOf('P1DT5S')).toBe(86_405_000);
    expect(millisecondsOf('0 2 * * *')).toBeUndefined();
  });

  it('tells places as editors take them', () => {
    expect(placeOf({ file: 'a.yaml', line: 3, column: 7 })).toBe('a.yaml:3:7');
    expect(placeOf({ file: 'a.yaml' })).toBe('a.yaml');
    expect(relativeTo('file:/x/org/u.yaml', 'file:/x/all.yaml')).toBe('org/u.yaml');
  });
});

describe('settings', () => {
  it('makes scopes of what is chosen', () => {
    expect(scopesOf({ catalog: 'read', search: 'none', techdocs: 'all' })).toEqual([
      { plugin: 'catalog', actions: ['read'] },
      { plugin: 'techdocs' },
    ]);
  });

  it('turns one switch and leaves the others', () => {
    const channels = [
      {
        id: 'Web',
        origins: [
          { id: 'ci', enabled: true, topics: [{ id: 'builds', enabled: true }] },
          { id: 'docs', enabled: true },
        ],
      },
    ];
    expect(wanted(channels, 'Web', { minSeverity: 'high' })[0]).toEqual({
      ...channels[0],
      minSeverity: 'high',
    });
    const [web] = switched(channels, false, 'Web', 'ci', 'builds');
    expect(web?.origins[0]?.topics).toEqual([{ id: 'builds', enabled: false }]);
    expect(web?.origins[1]?.enabled).toBe(true);
  });
});
