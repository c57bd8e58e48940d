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
  homeWidgets?: (ShownItem & { size?: Size })[];
  iconLinks?: IconLink[];
  filters?: CatalogFilter[];
  searchResultItems?: (ElementItem & { type: string })[];
  scaffolderFields?: ScaffolderField[];
  formDecorators?: FormDecorator[];
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

/** Something that an element of the plugin draws, or the portal itself from what is declared. */
export type ShownItem = Omit<ElementItem, 'module' | 'element'> &
  Partial<Pick<ElementItem, 'module' | 'element'>> & { content?: Content };

/** What the portal draws without code of the plugin: values of the entity, or of an answer of the REST API. */
export interface Content {
  type: 'keyValues' | 'list' | 'table' | 'status' | 'chart' | 'markdown';
  url?: string;
  /** Where the list is in the answer. */
  items?: string;
  fields: ContentField[];
  empty?: string;
  limit?: number;
  refreshSeconds?: number;
}

export interface ContentField {
  title?: string;
  /** Where the value is, as a JSON pointer. */
  value: string;
  as?: 'text' | 'number' | 'date' | 'tag' | 'status' | 'entity' | 'code';
  tones?: Record<string, string>;
  href?: string;
}

export type Size = 'half' | 'full';

/** Code of a module that has a look at the values of a form before a task begins. */
export interface FormDecorator {
  id: string;
  name: string;
  module: string;
  order?: number;
}

export interface ScaffolderField extends ElementItem {
  name: string;
  schema?: { returnValue?: object; uiOptions?: object };
}

export interface PageItem extends ShownItem {
  path: string;
}

/** A link in the About card of entities. */
export interface IconLink {
  id: string;
  title: string;
  icon?: string;
  url: string;
  filter?: Predicate;
  order?: number;
}

/** A filter of the catalog. */
export interface CatalogFilter {
  id: string;
  title: string;
  field: string;
  kinds?: string[];
  order?: number;
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

export interface EntityItem extends ShownItem {
  path?: string;
  group?: string;
  filter?: Predicate;
}

export interface EntityCard extends EntityItem {
  area?: 'info' | 'summary' | 'content';
  size?: Size;
}
