export const API = '/api/insights/v1';
export const PAGE = 200;

/** Makes an element; texts are texts, never markup. Names with a hyphen and some others are attributes. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || ['role', 'ref', 'heading', 'label', 'variant', 'tone', 'slot'].includes(key)) {
      element.setAttribute(key, value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const percent = (share) => (share === undefined ? '' : `${Math.round(share * 100)} %`);
export const entityLink = (ref) => make('cb-entity-link', { ref });
export const nameOf = (ref) => ref.slice(ref.indexOf('/') + 1);

export const refOf = (entity) =>
  `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`.toLowerCase();

export const pathOf = (ref) => {
  const [kind, rest] = ref.split(':');
  return [kind, ...rest.split('/')].map((part) => encodeURIComponent(part)).join('/');
};

/** What all elements here share: they load and draw themselves again when the host gives something new. */
export class OwnershipElement extends HTMLElement {
  #entity;
  #apis;
  #turn = 0;

  set entity(entity) {
    const same = this.#entity && entity && refOf(this.#entity) === refOf(entity);
    this.#entity = entity;
    if (!same) this.load();
  }

  get entity() {
    return this.#entity;
  }

  set apis(apis) {
    this.#apis = apis;
  }

  get apis() {
    return this.#apis;
  }

  t(key, values) {
    return this.#apis.t(key, values);
  }

  day(time) {
    return new Date(time).toLocaleDateString(this.#apis.language, { dateStyle: 'medium' });
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
    if (!this.firstChild) this.replaceChildren(make('cb-skeleton', { lines: 4 }));
    try {
      const children = await this.draw();
      if (turn === this.#turn) this.replaceChildren(...children);
    } catch (error) {
      if (turn === this.#turn) this.replaceChildren(make('cb-error', { heading: this.t('unknown') }, error.message));
    }
  }
}
