/** Makes an element; texts are texts, never markup. Names with a hyphen are attributes. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'for') {
      element.setAttribute(key, value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];
export const STATES = [
  'open',
  'acknowledged',
  'accepted',
  'not_affected',
  'false_positive',
  'fixed',
];
export const API = '/api/supply-chain';

export const words = (apis, state) => apis.t(`state-${state}`);
export const day = (time) => (time ? time.slice(0, 10) : '');

/** A severity as a word with a colour, which is never the only thing that tells. */
export function badge(apis, severity) {
  return make('span', { className: `badge ${severity}` }, apis.t(`severity-${severity}`));
}

export const exploitedBadge = (apis) =>
  make('span', { className: 'badge exploited' }, apis.t('exploited'));

/** What documents and advisories bring becomes a link only when it is the address of a page. */
export const outside = (address) =>
  /^https?:\/\//i.test(address)
    ? make('a', { href: address, rel: 'noreferrer' }, address)
    : String(address);

/** A link that the portal follows without loading anew. */
export function link(apis, path, text) {
  return make('a', {
    href: path,
    textContent: text,
    onclick: (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        apis.navigate(path);
      }
    },
  });
}

export function entityPath(ref) {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return `/catalog/${namespace}/${kind}/${name}`;
}

export const entityLink = (apis, ref) => link(apis, entityPath(ref), ref.replace(/^component:default\//, ''));

/** Links with commas between them. */
export const entityLinks = (apis, refs) =>
  refs.flatMap((ref, index) => [index > 0 ? ', ' : '', entityLink(apis, ref)]);

export const refOf = (entity) =>
  `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`.toLowerCase();

export function apiOf(entity) {
  const parts = [entity.kind, entity.metadata.namespace ?? 'default', entity.metadata.name];
  return `${API}/entities/${parts.map((part) => encodeURIComponent(part.toLowerCase())).join('/')}`;
}

/** A choice with a label; calls back with the value. */
export function select(label, options, value, onchange) {
  const field = make(
    'select',
    { onchange: () => onchange(field.value) },
    ...options.map(([key, text]) => make('option', { value: key, textContent: text })),
  );
  field.value = value;
  return make('label', {}, label, field);
}

const css = `
:host { display: block; color: var(--cb-ink); font: var(--cb-text-md)/1.43 var(--cb-font-sans); }
:host([hidden]) { display: none; }
h2 { font-size: var(--cb-text-lg); margin: var(--cb-space-5) 0 var(--cb-space-2); }
h1 { font-size: var(--cb-text-xl); margin: 0 0 var(--cb-space-4); }
a { color: var(--cb-link); }
p { margin: var(--cb-space-2) 0; }
:focus-visible { outline: 2px solid var(--cb-focus); outline-offset: 2px; }
form.bar { display: flex; flex-wrap: wrap; gap: var(--cb-space-3); align-items: end; margin-bottom: var(--cb-space-4); }
label { display: grid; gap: var(--cb-space-1); font-size: var(--cb-text-sm); color: var(--cb-ink-2); }
input, select, textarea { font: inherit; color: var(--cb-ink); background: var(--cb-surface);
  border: 1px solid var(--cb-border-strong); border-radius: var(--cb-radius); padding: 5px var(--cb-space-2); }
input, select { min-height: var(--cb-control); box-sizing: border-box; }
button { font: inherit; min-height: var(--cb-control); padding: 0 var(--cb-space-3); cursor: pointer;
  color: var(--cb-ink); background: var(--cb-surface); border: 1px solid var(--cb-border-strong); border-radius: var(--cb-radius); }
button.primary { background: var(--cb-accent); border-color: var(--cb-accent); color: var(--cb-on-accent); }
button.primary:hover { background: var(--cb-accent-hover); }
button.plain { border: 0; background: none; color: var(--cb-link); padding: 0; text-align: left; text-decoration: underline; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-size: var(--cb-text-sm); font-weight: 600; color: var(--cb-ink-2); }
th, td { height: var(--cb-row); padding: 2px var(--cb-space-3) 2px 0; border-bottom: 1px solid var(--cb-border); vertical-align: middle; }
.badge { display: inline-block; padding: 0 var(--cb-space-2); border-radius: var(--cb-radius); font-size: var(--cb-text-sm);
  background: var(--cb-surface-2); color: var(--cb-ink-2); }
.critical, .exploited { background: var(--cb-red-soft); color: var(--cb-red); font-weight: 600; }
.high { background: var(--cb-amber-soft); color: var(--cb-amber); font-weight: 600; }
.medium { background: var(--cb-blue-soft); color: var(--cb-blue); }
.counts { display: flex; flex-wrap: wrap; gap: var(--cb-space-2); margin: var(--cb-space-2) 0; padding: 0; list-style: none; }
.quiet { color: var(--cb-ink-2); }
.error { color: var(--cb-red); }
pre { overflow-x: auto; background: var(--cb-surface-2); padding: var(--cb-space-3); border-radius: var(--cb-radius);
  font: var(--cb-text-sm)/1.5 var(--cb-font-mono); }
dialog { color: var(--cb-ink); background: var(--cb-surface); border: 1px solid var(--cb-border); border-radius: var(--cb-radius);
  box-shadow: var(--cb-shadow); width: min(760px, 92vw); max-height: 88vh; padding: var(--cb-space-5); }
dialog::backdrop { background: var(--cb-backdrop); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: var(--cb-space-1) var(--cb-space-4); margin: var(--cb-space-3) 0; }
dt { color: var(--cb-ink-2); }
dd { margin: 0; overflow-wrap: anywhere; }
ul.flat { margin: 0; padding-left: var(--cb-space-4); }
@media (max-width: 640px) { .wide { display: none; } }
`;
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** What all elements here share: they draw themselves again when the host gives something new. */
export class SecurityElement extends HTMLElement {
  #entity;
  #apis;
  #turn = 0;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
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

  show(...children) {
    this.shadowRoot.replaceChildren(...children);
  }

  async json(path, options) {
    const response = await this.#apis.fetch(path, options);
    return response.json();
  }

  /** Loads and draws; an answer that comes after a later question is dropped. */
  async load() {
    if (!this.isConnected || !this.#apis) return;
    const turn = ++this.#turn;
    try {
      const children = await this.draw();
      if (turn === this.#turn) this.show(...children);
    } catch (error) {
      if (turn === this.#turn) {
        this.show(make('p', { className: 'error', role: 'alert' }, error.message));
      }
    }
  }
}

/** The one command that brings a document here. */
export function howTo(apis, entity) {
  const address = `${location.origin}${apiOf(entity)}/documents`;
  return [
    make('p', { className: 'quiet' }, apis.t('howTo')),
    make('pre', { tabIndex: 0 }, `curl -H "Authorization: Bearer $TOKEN" --data-binary @bom.json \\\n  ${address}`),
  ];
}
