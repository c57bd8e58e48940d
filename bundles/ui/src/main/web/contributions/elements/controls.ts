import i18next from 'i18next';
import { make, PortalElement, slot } from './base';

/** `<cb-button variant disabled busy label>`: `primary`, `secondary`, `quiet` or `danger`; tells `click`. */
export class ButtonElement extends PortalElement {
  static readonly observedAttributes = ['variant', 'disabled', 'busy', 'label'];

  constructor() {
    super({ delegatesFocus: true });
  }

  protected draw() {
    const busy = this.hasAttribute('busy');
    return [
      make(
        'button',
        {
          type: 'button',
          className: `button ${this.text('variant')}`,
          disabled: busy || this.hasAttribute('disabled'),
          'aria-label': this.getAttribute('label') ?? undefined,
          'aria-busy': busy ? 'true' : undefined,
        },
        slot(),
      ),
    ];
  }
}

/** A control with a label, in a form if there is one; tells `input` and `change`. */
abstract class ControlElement extends PortalElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = ['label', 'help', 'error', 'required', 'disabled', 'type'];
  private readonly internals = this.attachInternals();
  #value = '';

  constructor() {
    super({ delegatesFocus: true });
  }

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.take(value ?? '');
    this.redraw();
  }

  protected take(value: string) {
    this.#value = value;
    this.internals.setFormValue(value);
  }

  protected abstract control(properties: Record<string, unknown>): HTMLElement;

  protected draw() {
    const error = this.text('error');
    const help = this.text('help');
    const required = this.hasAttribute('required');
    const control = this.control({
      id: 'control',
      className: 'control',
      required,
      disabled: this.hasAttribute('disabled'),
      'aria-invalid': error ? 'true' : undefined,
      'aria-describedby': help || error ? 'about' : undefined,
      oninput: (event: Event) => this.take((event.target as HTMLInputElement).value),
      // A change stays inside of a shadow root by itself; an input does not.
      onchange: () => this.dispatchEvent(new Event('change', { bubbles: true })),
    });
    return [
      make(
        'label',
        { htmlFor: 'control' },
        this.text('label'),
        required && make('span', { 'aria-hidden': 'true' }, ' *'),
      ),
      control,
      make('p', { id: 'about', className: error ? 'wrong' : 'help' }, error || help),
    ];
  }
}

/** `<cb-field label help error type required>`: a line of text, or several with type `area`. */
export class FieldElement extends ControlElement {
  protected control(properties: Record<string, unknown>) {
    const type = this.text('type') || 'text';
    return type === 'area'
      ? make('textarea', { ...properties, rows: 4, value: this.value })
      : make('input', { ...properties, type, value: this.value });
  }
}

/** `<cb-select label help error>` with the property `options`, texts or `{ value, label }`. */
export class SelectElement extends ControlElement {
  #options: (string | { value: string; label: string })[] = [];

  set options(options: (string | { value: string; label: string })[]) {
    this.#options = options;
    this.redraw();
  }

  protected control(properties: Record<string, unknown>) {
    const options = this.#options.map((option) =>
      typeof option === 'string' ? { value: option, label: option } : option,
    );
    if (!options.some(({ value }) => value === this.value)) {
      this.take(options[0]?.value ?? '');
    }
    const made = options.map(({ value, label }) => make('option', { value }, label));
    const select = make('select', properties, ...made);
    select.value = this.value;
    return select;
  }
}

/** `<cb-dialog heading>`: `show()` and `close()`; slot `actions` for its buttons; tells `close`. */
export class DialogElement extends PortalElement {
  static readonly observedAttributes = ['heading'];
  #dialog = make('dialog', { 'aria-labelledby': 'heading' });

  show() {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  close() {
    this.#dialog.close();
  }

  protected draw() {
    const close = make(
      'button',
      {
        type: 'button',
        className: 'button quiet',
        'aria-label': i18next.t('state.close'),
        onclick: () => this.close(),
      },
      '✕',
    );
    this.#dialog.onclose = () => this.dispatchEvent(new Event('close'));
    this.#dialog.replaceChildren(
      make('header', {}, make('h2', { id: 'heading' }, this.text('heading')), close),
      make('div', { className: 'body' }, slot()),
      make('footer', {}, slot('actions')),
    );
    return [this.#dialog];
  }
}

/** `<cb-tabs label>` with the property `tabs`, `{ id, label }`: shows the slot of the chosen one; tells `change`. */
export class TabsElement extends PortalElement {
  static readonly observedAttributes = ['label'];
  #tabs: { id: string; label: string }[] = [];
  #selected = '';

  set tabs(tabs: { id: string; label: string }[]) {
    this.#tabs = tabs;
    this.redraw();
  }

  get selected(): string {
    return this.#selected || (this.#tabs[0]?.id ?? '');
  }

  set selected(id: string) {
    this.#selected = id;
    this.redraw();
  }

  private choose(id: string) {
    this.#selected = id;
    this.root.replaceChildren(...this.draw());
    this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const index = this.#tabs.findIndex(({ id }) => id === this.selected);
    const next = step && this.#tabs.at((index + step) % this.#tabs.length);
    if (next) {
      event.preventDefault();
      this.choose(next.id);
    }
  }

  protected draw() {
    const tabs = this.#tabs.map(({ id, label }) =>
      make(
        'button',
        {
          type: 'button',
          id: `tab-${id}`,
          role: 'tab',
          className: 'tab',
          tabIndex: id === this.selected ? 0 : -1,
          'aria-selected': String(id === this.selected),
          'aria-controls': 'panel',
          onclick: () => this.choose(id),
        },
        label,
      ),
    );
    const bar = { role: 'tablist', className: 'tabs', 'aria-label': this.text('label') };
    const panel = { id: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${this.selected}` };
    return [
      make('div', { ...bar, onkeydown: (event: KeyboardEvent) => this.move(event) }, ...tabs),
      make('div', panel, slot(this.selected)),
    ];
  }
}
