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

class HelloPage extends HelloElement {
  draw() {
    const answer = make('p', { ariaLive: 'polite' });
    const count = make('button', { type: 'button', onclick: () => this.count(answer) }, 'Count the components');
    return [make('p', {}, 'Hello from a plugin, written in plain JavaScript.'), count, answer];
  }

  async count(answer) {
    const response = await this.apis.fetch(
      '/api/catalog/entities/by-query?filter=kind=component&limit=0',
    );
    const { totalItems } = await response.json();
    answer.textContent = `There are ${totalItems} components.`;
    this.apis.toast(`Counted ${totalItems} components`);
  }
}

class HelloCard extends HelloElement {
  draw() {
    return [make('p', {}, `Hello, ${this.entity?.metadata.name ?? 'stranger'}.`)];
  }
}

class HelloTab extends HelloElement {
  draw() {
    const owner = this.entity?.spec?.owner ?? 'nobody';
    return [make('p', {}, `This tab knows that ${this.entity?.metadata.name} belongs to ${owner}.`)];
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
