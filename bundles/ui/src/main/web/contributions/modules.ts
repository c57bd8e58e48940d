import type { PluginUi } from './types';

const loaded = new Map<string, Promise<unknown>>();

/**
 * Loads the module of a plugin when something of it is first shown. The integrity of the file is given to the
 * browser, which refuses other content.
 */
export function loadModule(plugin: PluginUi, name: string): Promise<unknown> {
  const module = plugin.modules?.[name];
  if (!module) {
    return Promise.reject(new Error(`${plugin.id} has no module '${name}' in its ui.json`));
  }
  const url = new URL(module.url, location.origin);
  if (url.origin !== location.origin) {
    return Promise.reject(new Error(`${plugin.id} names a module of another origin`));
  }
  let promise = loaded.get(url.href);
  if (!promise) {
    promise = preload(url.href, module.integrity).then(() => import(/* @vite-ignore */ url.href));
    loaded.set(url.href, promise);
    // A failure may have been the network: the next one who asks tries again.
    promise.catch(() => loaded.delete(url.href));
  }
  return promise;
}

/** A module import carries no integrity of its own; a preload of the same file does, and the import takes its result. */
function preload(href: string, integrity: string | undefined): Promise<void> {
  if (!integrity) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = href;
    link.integrity = integrity;
    link.onload = () => resolve();
    link.onerror = () =>
      reject(new Error(`${href} could not be loaded, or is not what the plugin declared`));
    document.head.append(link);
  });
}

/**
 * The name under which an element of a module is known to the browser. A name can be defined once, so an update of
 * a plugin gets a name of its own: modules export their classes, and the host defines them.
 */
export async function elementOf(
  plugin: PluginUi,
  module: string,
  element: string,
): Promise<string> {
  const exported = (await loadModule(plugin, module)) as {
    elements?: Record<string, CustomElementConstructor>;
  };
  const constructor = exported.elements?.[element];
  if (!constructor) {
    if (customElements.get(element)) {
      return element;
    }
    throw new Error(
      `The module '${module}' of ${plugin.id} neither exports nor defines <${element}>`,
    );
  }
  const known = customElements.getName(constructor);
  if (known) {
    return known;
  }
  let name = element;
  for (let version = 2; customElements.get(name); version++) {
    name = `${element}-v${version}`;
  }
  customElements.define(name, constructor);
  return name;
}
