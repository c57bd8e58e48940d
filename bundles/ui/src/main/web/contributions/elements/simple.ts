import { make, PortalElement, slot } from './base';

let ids = 0;

/** `<cb-card heading>`: a part of a page; slot `actions` for what stands beside the heading. */
export class CardElement extends PortalElement {
  static readonly observedAttributes = ['heading'];

  protected draw() {
    const heading = this.text('heading');
    const id = `heading-${++ids}`;
    const header = make('header', {}, make('h2', { id }, heading), slot('actions'));
    return [
      make(
        'section',
        { className: 'card', 'aria-labelledby': heading ? id : undefined },
        heading !== '' && header,
        make('div', { className: 'body' }, slot()),
      ),
    ];
  }
}

/** `<cb-tag tone>`: a short fact. */
export class TagElement extends PortalElement {
  static readonly observedAttributes = ['tone'];

  protected draw() {
    return [make('span', { className: `tag ${this.text('tone')}` }, slot())];
  }
}

/** `<cb-status tone>`: a light with its meaning beside it. */
export class StatusElement extends PortalElement {
  static readonly observedAttributes = ['tone'];

  protected draw() {
    const light = make('span', { className: `light ${this.text('tone')}`, 'aria-hidden': 'true' });
    return [make('span', { className: 'status' }, light, slot())];
  }
}

/** `<cb-empty-state heading>`: says what would be here; slot `action` for what to do about it. */
export class EmptyStateElement extends PortalElement {
  static readonly observedAttributes = ['heading'];

  protected draw() {
    return [
      make(
        'div',
        { className: 'empty' },
        make('p', { className: 'title' }, this.text('heading')),
        make('div', {}, slot()),
        slot('action'),
      ),
    ];
  }
}

/** `<cb-error heading>`: what went wrong; slot `action` for a button to try again. */
export class ErrorElement extends PortalElement {
  static readonly observedAttributes = ['heading'];

  protected draw() {
    return [
      make(
        'div',
        { className: 'error', role: 'alert' },
        make('p', { className: 'title' }, this.text('heading')),
        make('div', { className: 'message' }, slot()),
        slot('action'),
      ),
    ];
  }
}

/** `<cb-code>`: code or a log, as it is. */
export class CodeElement extends PortalElement {
  protected draw() {
    return [make('pre', { tabIndex: 0 }, make('code', {}, slot()))];
  }
}

/** `<cb-avatar name>`: the initials of a person or a team. */
export class AvatarElement extends PortalElement {
  static readonly observedAttributes = ['name'];

  protected draw() {
    const words = this.text('name').trim().split(/\s+/);
    const initials = [words[0], words.length > 1 ? words.at(-1) : '']
      .map((word) => word?.charAt(0) ?? '')
      .join('');
    return [
      make('span', { className: 'avatar', 'aria-hidden': 'true' }, initials.toLocaleUpperCase()),
    ];
  }
}
