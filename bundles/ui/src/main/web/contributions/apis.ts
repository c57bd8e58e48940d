import i18next from 'i18next';
import { sendOk } from '~/rest/client';
import { toast } from '~/ui/toast';
import type { PluginUi } from './types';

/** What the code of a plugin may ask of the portal. */
export const apisOf = (plugin: PluginUi, navigate: (path: string) => void) => ({
  /** Requests to the REST API, with the credentials of the session. */
  fetch: (path: string, init: { method?: string; body?: unknown; signal?: AbortSignal } = {}) =>
    sendOk(init.method ?? 'GET', path.replace(/^\/api(?=\/)/, ''), init),
  navigate,
  toast,
  /** A text of the plugin's own translations, in the language of the page. */
  t: i18next.getFixedT(null, plugin.id),
  language: i18next.resolvedLanguage ?? 'en',
  pluginId: plugin.id,
});
