/** What all elements here share: they draw themselves again when the host gives them something new. */
class HelloElement extends HTMLElement {
  #entity;
  #apis;

  set entity(entity) {
    this.#entity = entity;
    this.update();
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

  connectedCallback() {
    this.update();
  }

  update() {
    if (this.isConnected) {
      this.replaceChildren(...this.draw());
    }
  }
}

/** Makes an element; texts are texts, never markup. */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** The same for elements whose looks are told with attributes, as those of the portal. */
function styled(name, attributes, ...children) {
  const element = make(name, {}, ...children);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

class HelloPage extends HelloElement {
  draw() {
    const answer = make('div', { ariaLive: 'polite' });
    const button = styled('cb-button', { variant: 'primary' }, 'Count the components');
    button.addEventListener('click', () => this.count(answer, button));
    const text = make('p', {}, 'Hello from a plugin, written in plain JavaScript.');
    return [text, make('p', { style: 'margin: var(--cb-space-4) 0' }, button), answer];
  }

  async count(answer, button) {
    button.setAttribute('busy', '');
    try {
      const response = await this.apis.fetch(
        '/api/catalog/entity-facets?filter=kind=component&facet=spec.owner',
      );
      const { facets } = await response.json();
      const owners = facets['spec.owner'];
      const total = owners.reduce((sum, { count }) => sum + count, 0);
      const card = styled('cb-card', { heading: `There are ${total} components.` });
      card.append(
        make('cb-table', {
          columns: ['Owner', { title: 'Components', align: 'end' }],
          rows: owners.map(({ value, count }) => [
            styled('cb-entity-link', { ref: value, 'default-kind': 'group' }),
            count,
          ]),
        }),
      );
      answer.replaceChildren(card);
      this.apis.toast(`Counted ${total} components`);
    } catch (error) {
      answer.replaceChildren(styled('cb-error', { heading: 'This was not counted' }, error.message));
    } finally {
      button.removeAttribute('busy');
    }
  }
}

class HelloCard extends HelloElement {
  draw() {
    return [make('p', {}, `Hello, ${this.entity?.metadata.name ?? 'stranger'}.`)];
  }
}

class HelloTab extends HelloElement {
  draw() {
    const { metadata, spec = {} } = this.entity ?? {};
    const owner = spec.owner ?? 'nobody';
    return [
      styled(
        'cb-card',
        { heading: 'What the portal told this tab' },
        make('p', {}, `This tab knows that ${metadata?.name} belongs to ${owner}.`),
      ),
    ];
  }
}

class HelloWidget extends HelloElement {
  draw() {
    return [make('p', {}, 'A plugin may greet you at home, too.')];
  }
}

/** The host defines the elements, under a new name after an update. */
export const elements = {
  'hello-page': HelloPage,
  'hello-card': HelloCard,
  'hello-tab': HelloTab,
  'hello-widget': HelloWidget,
};
