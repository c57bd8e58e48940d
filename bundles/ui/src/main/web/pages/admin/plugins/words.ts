import type { TFunction } from 'i18next';
import type { PluginUi } from '~/contributions/types';
import type { Tone } from '~/ui/Tag';
import type { Plugin, PluginState, Signature } from './plugins';

export const stateTone = (state: PluginState): Tone => {
  switch (state) {
    case 'ACTIVE':
      return 'green';
    case 'FAILED':
      return 'red';
    case 'STOPPED':
      return 'neutral';
    default:
      return 'amber';
  }
};

export const signatureTone = (signature: Signature): Tone => {
  switch (signature) {
    case 'core':
    case 'shipped':
      return 'neutral';
    case 'signed':
      return 'green';
    case 'unsigned':
      return 'amber';
    default:
      return 'red';
  }
};

/** What services are to people, by the last part of the name of their type. */
const SERVICES: Record<string, string> = {
  TemplateAction: 'actions',
  ScaffolderAction: 'actions',
  EntityProvider: 'providers',
  EntityProcessor: 'processors',
  LocationAnalyzer: 'analyzers',
  PlaceholderResolver: 'resolvers',
  KindDefinition: 'kinds',
  SourceHost: 'hosts',
  SourceHostProvider: 'hosts',
  DocumentCollator: 'collators',
  DocumentDecorator: 'collators',
  RedirectSignIn: 'signIns',
  PasswordSignIn: 'signIns',
  HeaderSignIn: 'signIns',
  SignInProvider: 'signIns',
  PermissionPolicy: 'policies',
  ScheduledTask: 'tasks',
  HealthCheck: 'checks',
  EventSubscriber: 'subscribers',
};

const UI_PARTS = [
  'pages',
  'entityTabs',
  'entityCards',
  'homeWidgets',
  'scaffolderFields',
  'searchResultItems',
  'settingsTabs',
  'themes',
] as const satisfies readonly (keyof PluginUi)[];

/** What a plugin brings, such as "2 routes": counted from what it has registered. */
export function brings(plugin: Plugin, ui: PluginUi | undefined, t: TFunction<'admin'>): string[] {
  const counts = new Map<string, number>();
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count);
  add('routes', plugin.routes?.length ?? 0);
  UI_PARTS.forEach((part) => add(part, ui?.[part]?.length ?? 0));
  for (const { types } of plugin.services ?? []) {
    const known = types.map((type) => SERVICES[type.split('.').at(-1) ?? '']).find(Boolean);
    if (known) {
      add(known, 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => String(t(`plugins.brings.${name}`, { count })));
}

/** What a plugin lacks, in sentences. */
export function misses(plugin: Plugin, t: TFunction<'admin'>): string[] {
  const packages = (plugin.requirements ?? [])
    .filter(({ optional, provider }) => !optional && !provider)
    .map(({ package: name, versions }) => String(t('plugins.missesPackage', { name, versions })));
  return [...packages, ...(plugin.waiting ?? [])];
}

/** A version without the qualifier that Maven puts into snapshots. */
export const shortVersion = (version: string) => version.replace(/[.-]SNAPSHOT$/, '');
