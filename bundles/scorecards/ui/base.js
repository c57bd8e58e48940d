/** Makes an element; texts are texts, never markup. Names with a hyphen are attributes. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('cb:') || key.includes('-') || key === 'role') {
      if (value !== null && value !== false) element.setAttribute(key.replace('cb:', ''), value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

export const API = '/api/compliance/v1';
export const TONES = { pass: 'green', fail: 'red', unknown: 'amber', na: 'neutral' };
export const day = (time) => (time ? time.slice(0, 10) : '');

export function entityParts(ref) {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return [kind, namespace, name];
}

export function entityPath(ref) {
  const [kind, namespace, name] = entityParts(ref);
  return `/catalog/${namespace}/${kind}/${name}`;
}

export const refOf = (entity) =>
  `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`.toLowerCase();

/** Only addresses of pages become links; what a plugin says may be anything. */
export const isAddress = (text) => /^https?:\/\//.test(text) || /^\/[^/\\]/.test(text);

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; color: var(--cb-ink); font: var(--cb-text-md)/1.43 var(--cb-font-sans); }
:host([hidden]) { display: none; }
h2 { font-size: var(--cb-text-lg); margin: var(--cb-space-5) 0 var(--cb-space-2); }
a { color: var(--cb-link); }
p { margin: var(--cb-space-2) 0; }
form { display: flex; flex-wrap: wrap; gap: var(--cb-space-3); align-items: end; margin-bottom: var(--cb-space-4); }
.stack { display: grid; gap: var(--cb-space-3); }
.quiet { color: var(--cb-ink-2); }
.error { color: var(--cb-red); }
.row { display: flex; flex-wrap: wrap; gap: var(--cb-space-2) var(--cb-space-4); align-items: center; }
.why { max-width: 60ch; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
`);

/** What all elements here share: they draw themselves again when the host gives something new. */
export class ComplianceElement extends HTMLElement {
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

  t(key, values) {
    return this.#apis.t(key, values);
  }

  connectedCallback() {
    this.load();
  }

  async json(path, options) {
    const response = await this.#apis.fetch(API + path, options);
    return response.json();
  }

  /** Loads and draws; an answer that comes after a later question is dropped. */
  async load() {
    if (!this.isConnected || !this.#apis) return;
    const turn = ++this.#turn;
    let children;
    try {
      children = await this.draw();
    } catch (error) {
      children = [make('p', { className: 'error', role: 'alert' }, error.message)];
    }
    if (turn === this.#turn) {
      this.shadowRoot.replaceChildren(...children.filter(Boolean));
    }
  }

  status(outcome) {
    return make('cb-status', { 'cb:tone': TONES[outcome] }, this.t(outcome));
  }

  link(path, text) {
    return make('a', { href: path, textContent: text });
  }

  entityLink(ref) {
    return make('cb-entity-link', { 'cb:ref': ref });
  }
}

/** Asks for reason and end of an exemption, and grants it. */
export function exemption(element, result, done) {
  const because = make('cb-field', { 'cb:label': element.t('because'), 'cb:type': 'area', 'cb:required': '' });
  const until = make('cb-field', { 'cb:label': element.t('until'), 'cb:type': 'date', 'cb:required': '' });
  until.value = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const problem = make('p', { className: 'error', role: 'alert' });
  const dialog = make(
    'cb-dialog',
    { 'cb:heading': element.t('exemptTitle', { check: result.title ?? result.check }) },
    make('div', { className: 'stack' }, because, until, problem),
    make('cb-button', { slot: 'actions', onclick: () => dialog.close() }, element.t('cancel')),
    make(
      'cb-button',
      {
        slot: 'actions',
        'cb:variant': 'primary',
        onclick: async () => {
          try {
            await element.json('/waivers', {
              method: 'POST',
              body: { entityRef: result.entityRef, check: result.check, reason: because.value, expires: until.value },
            });
            dialog.close();
            element.apis.toast(element.t('granted'));
            done();
          } catch (error) {
            problem.textContent = error.message;
          }
        },
      },
      element.t('grant'),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  element.shadowRoot.append(dialog);
  dialog.show();
}
