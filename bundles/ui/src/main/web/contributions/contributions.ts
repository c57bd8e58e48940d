import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import type { Entity } from '~/rest/entity';
import { keepSeen, lastSeen, pageShown } from '~/rest/later';
import { onConnect, subscribe } from '~/rest/signals';
import { matches } from './predicate';
import { inLanguage } from './texts';
import type { Contributions, EntityItem, PluginUi } from './types';

const KEY = ['ui', 'contributions'];

const contributionsQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ signal }) => {
    await pageShown;
    const found = await api.get<Contributions>('/ui/contributions', { signal });
    return keepSeen('contributions', withTexts(found));
  },
  staleTime: Infinity,
  meta: { later: true },
  placeholderData: () => {
    const seen = lastSeen<Contributions>('contributions');
    return seen && withTexts(seen);
  },
});

/** What plugins contribute now. Follows the server: plugins come, change and go while the page is open. */
export function useContributions(): Contributions {
  const { data } = useQuery(contributionsQuery);
  return data ?? EMPTY;
}

/** The texts of plugins join ours before anything is drawn with them. */
function withTexts(contributions: Contributions): Contributions {
  for (const { translations } of contributions.plugins) {
    for (const [language, namespaces] of Object.entries(translations ?? {})) {
      for (const [namespace, texts] of Object.entries(namespaces)) {
        i18next.addResourceBundle(language, namespace, texts, true, true);
      }
    }
  }
  return contributions;
}

/** Whether it is known what plugins contribute; before, a page that is not there may be one of theirs. */
export function useContributionsKnown(): boolean {
  const { isSuccess, isPlaceholderData, isError } = useQuery(contributionsQuery);
  return (isSuccess && !isPlaceholderData) || isError;
}

const EMPTY: Contributions = { revision: '', plugins: [] };

/** Reads the contributions again when the server says that they have changed, or may have meanwhile. */
export function useContributionUpdates() {
  const client = useQueryClient();
  useEffect(() => {
    // A first read that is under way is not asked again by an invalidation, and may be too old.
    const read = () =>
      void client
        .cancelQueries({ queryKey: KEY })
        .then(() => client.invalidateQueries({ queryKey: KEY }));
    const stopListening = subscribe('ui', read);
    const stopWatching = onConnect(read);
    return () => {
      stopListening();
      stopWatching();
    };
  }, [client]);
}

export type Contributed<T> = T & { plugin: PluginUi };

type ListKey = {
  [K in keyof PluginUi]-?: PluginUi[K] extends (infer _)[] | undefined ? K : never;
}[keyof PluginUi];

type Item<K extends ListKey> = NonNullable<PluginUi[K]> extends (infer I)[] ? I : never;

/** All contributions of one sort, in their order, each with the plugin that it is of. */
export function useContributed<K extends ListKey>(key: K): Contributed<Item<K>>[] {
  const { plugins } = useContributions();
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(
    () =>
      plugins
        .flatMap((plugin) =>
          ((plugin[key] ?? []) as object[]).map(
            (item) => ({ ...inLanguage(item, language), plugin }) as Contributed<Item<K>>,
          ),
        )
        .sort((a, b) => order(a) - order(b)),
    [plugins, key, language],
  );
}

const order = (item: unknown) => (item as { order?: number }).order ?? 100;

/** Those that are meant for an entity. */
export function forEntity<T extends Pick<EntityItem, 'filter'>>(items: T[], entity: Entity): T[] {
  return items.filter((item) => matches(item.filter, entity));
}
