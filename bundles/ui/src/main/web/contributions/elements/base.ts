import sheetText from './elements.css?inline';

const sheet = new CSSStyleSheet();
sheet.replaceSync(sheetText);

type Child = Node | string | undefined | false;

/** Makes a DOM element; texts are texts, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) {
      Object.assign(element, { [key]: value });
    } else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

export const slot = (name = '') => make('slot', { name });

/**
 * What the elements for plugins share: a shadow root with the styles of the portal, drawn again when an attribute or
 * a property changes. They work in the page and in the shadow roots of plugins alike.
 */
export abstract class PortalElement extends HTMLElement {
  protected readonly root: ShadowRoot;
  private waits = false;

  constructor(options: Partial<ShadowRootInit> = {}) {
    super();
    this.root = this.attachShadow({ mode: 'open', ...options });
    this.root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.takeEarlyProperties();
    this.root.replaceChildren(...this.draw());
  }

  attributeChangedCallback() {
    this.redraw();
  }

  /** What is inside, by the attributes and properties of now. */
  protected abstract draw(): Node[];

  /** Draws again, once for all changes of a moment. */
  protected redraw() {
    if (this.waits || !this.isConnected) {
      return;
    }
    this.waits = true;
    queueMicrotask(() => {
      this.waits = false;
      if (this.isConnected) {
        this.root.replaceChildren(...this.draw());
      }
    });
  }

  protected text(attribute: string): string {
    return this.getAttribute(attribute) ?? '';
  }

  /** Properties that were set before the element was defined hide its accessors: they are set once more. */
  private takeEarlyProperties() {
    for (const name of Object.keys(this)) {
      const accessor = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(this), name)?.set;
      if (accessor) {
        const value = (this as Record<string, unknown>)[name];
        delete (this as Record<string, unknown>)[name];
        accessor.call(this, value);
      }
    }
  }
}
