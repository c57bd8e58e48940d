import type { Predicate } from './predicate';

/** What bundles contribute to the UI: the merged `ui.json` documents (docs/reference/ui-contributions.md). */
export interface Contributions {
  /** Changes whenever anything below does. */
  revision: string;
  plugins: PluginUi[];
}

export interface PluginUi {
  id: string;
  name: string;
  version: string;
  /** Where the files of this version are. */
  base: string;
  modules?: Record<string, { url: string; integrity?: string }>;
  pages?: PageItem[];
  nav?: NavItem[];
  entityTabs?: EntityItem[];
  entityCards?: EntityCard[];
  entityMenuItems?: EntityItem[];
  homeWidgets?: ElementItem[];
  searchResultItems?: (ElementItem & { type: string })[];
  scaffolderFields?: (ElementItem & { name: string })[];
  settingsTabs?: PageItem[];
  themes?: {
    id: string;
    title: string;
    variant: 'light' | 'dark';
    tokens: Record<string, string>;
  }[];
  translations?: Record<string, Record<string, Record<string, string>>>;
}

/** Something that is drawn by a custom element of a module of the plugin. */
export interface ElementItem {
  id: string;
  title?: string;
  icon?: string;
  /** The name of the module in `modules`. */
  module: string;
  /** The name of the custom element that the module defines. */
  element: string;
  order?: number;
  permission?: string;
}

export interface PageItem extends ElementItem {
  path: string;
}

export interface NavItem {
  id: string;
  title: string;
  icon?: string;
  path: string;
  group?: string;
  order?: number;
  permission?: string;
}

export interface EntityItem extends ElementItem {
  path?: string;
  group?: string;
  filter?: Predicate;
}

export interface EntityCard extends EntityItem {
  area?: 'info' | 'summary' | 'content';
  size?: 'half' | 'full';
}
