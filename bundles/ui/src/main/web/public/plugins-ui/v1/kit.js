/*
 * What modules of plugins share, at an address that stays: import { make, PluginElement } from '/plugins-ui/v1/kit.js'.
 * Version 1 only grows; what would break a plugin goes to /plugins-ui/v2.
 */

/**
 * Makes an element. What it has as a property is set as one, the rest are attributes; undefined, null and false leave
 * an attribute out, true makes it empty. Children are elements and texts; texts are never markup.
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) {
      element[key] = value;
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(
    ...children.filter((child) => child !== undefined && child !== null && child !== false),
  );
  return element;
}

/** The reference of an entity in full, in lower case. */
export const refOf = (entity) =>
  `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`.toLowerCase();

/** Kind, namespace and name of a reference in full. */
export function partsOf(ref) {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return [kind, namespace, name];
}

/** Kind, namespace and name as three parts of a path of the REST API. */
export const apiPath = (ref) => partsOf(ref).map(encodeURIComponent).join('/');

/** The address of the page of an entity. */
export function pagePath(ref) {
  const [kind, namespace, name] = partsOf(ref).map(encodeURIComponent);
  return `/catalog/${namespace}/${kind}/${name}`;
}

/** A link with title and icon of an entity. */
export const entityLink = (ref) => make('cb-entity-link', { ref });

/**
 * Whether a text is the address of a web page, or of a page of the portal. What is not (javascript:, data:, //host, and
 * what browsers would turn into one of them) must not become a link.
 */
export const isAddress = (text) =>
  typeof text === 'string' &&
  // browsers drop control characters before they look
  ![...text].some((sign) => sign <= ' ') &&
  (/^https?:\/\//i.test(text) || /^\/(?![/\\])/.test(text));

/** A link to an address, or its text alone when it is none. */
export function link(address, text = address) {
  if (!isAddress(address)) return String(text);
  const outside = !address.startsWith('/');
  return make('a', { href: address, ...(outside ? { rel: 'noreferrer' } : {}) }, text);
}

const base = new CSSStyleSheet();
base.replaceSync(`
:host { display: block; color: var(--cb-ink); font: var(--cb-text-md)/1.43 var(--cb-font-sans); }
:host([hidden]) { display: none; }
h2 { font-size: var(--cb-text-lg); margin: var(--cb-space-5) 0 var(--cb-space-2); }
a { color: var(--cb-link); }
p { margin: var(--cb-space-2) 0; }
:focus-visible { outline: 2px solid var(--cb-focus); outline-offset: 2px; }
.quiet { color: var(--cb-ink-2); }
.error { color: var(--cb-red); }
.row { display: flex; flex-wrap: wrap; gap: var(--cb-space-2) var(--cb-space-4); align-items: center; }
.stack { display: grid; gap: var(--cb-space-3); }
.scroll { overflow-x: auto; }
`);

const sheets = new WeakMap();

/** The styles of a class, made once. */
function sheetsOf(type) {
  if (!sheets.has(type)) {
    const own = new CSSStyleSheet();
    own.replaceSync(type.styles);
    sheets.set(type, own);
  }
  return [base, sheets.get(type)];
}

/**
 * An element that asks for data and draws it. A class has `async draw()`, which returns a list of elements and texts,
 * and may have `static api`, the path before those of `json`, and `static styles`: then it has a shadow root with
 * the styles of the portal and these.
 */
export class PluginElement extends HTMLElement {
  #entity;
  #apis;
  #turn = 0;

  constructor() {
    super();
    if (typeof new.target.styles === 'string') {
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = sheetsOf(new.target);
    }
  }

  /** Where it draws. */
  get root() {
    return this.shadowRoot ?? this;
  }

  set entity(entity) {
    const same = this.#entity && entity && refOf(this.#entity) === refOf(entity);
    this.#entity = entity;
    if (!same) this.load();
  }

  get entity() {
    return this.#entity;
  }

  set apis(apis) {
    const other = this.#apis?.language !== apis?.language;
    this.#apis = apis;
    if (other) this.load();
  }

  get apis() {
    return this.#apis;
  }

  connectedCallback() {
    this.load();
  }

  /** A text of the plugin in the language of the page. */
  t(key, values) {
    return this.#apis.t(key, values);
  }

  /** The day of a time, as people of the page's language write it. */
  day(time) {
    return new Date(time).toLocaleDateString(this.#apis.language, { dateStyle: 'medium' });
  }

  /** The JSON of an answer; what is not good is thrown as an error with `status` and `message`. */
  async json(path, options) {
    const response = await this.#apis.fetch((this.constructor.api ?? '') + path, options);
    return response.json();
  }

  /** Draws anew; what comes after a later call is dropped, and what goes wrong is shown. */
  async load() {
    if (!this.isConnected || !this.#apis) return;
    const turn = ++this.#turn;
    if (!this.root.firstChild) this.root.replaceChildren(make('cb-skeleton', { lines: 4 }));
    let children;
    try {
      children = await this.draw();
    } catch (error) {
      children = [make('cb-error', { heading: error.message })];
    }
    if (turn === this.#turn) {
      this.root.replaceChildren(
        ...children.filter((child) => child !== undefined && child !== null && child !== false),
      );
    }
  }
}
