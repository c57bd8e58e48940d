import i18next from 'i18next';
import { make, PortalElement } from './base';

/** A text, a number, or an element that shows it. */
export type Shown = string | number | Node;

const NONE = '–';

const shown = (value: Shown | null | undefined): Node | string =>
  value instanceof Node ? value : value === null || value === undefined ? NONE : String(value);

/** `<cb-key-values>` with the property `items`: pairs of a name and a value. */
export class KeyValuesElement extends PortalElement {
  #items: [string, Shown][] = [];

  set items(items: [string, Shown][]) {
    this.#items = items;
    this.redraw();
  }

  protected draw() {
    const rows = this.#items.map(([name, value]) =>
      make('div', {}, make('dt', {}, name), make('dd', {}, shown(value))),
    );
    return [make('dl', { className: 'facts' }, ...rows)];
  }
}

interface Column {
  title: string;
  /** The key of the value in rows; its place when left out. */
  key?: string;
  align?: 'start' | 'end';
}

/** `<cb-table label>` with the properties `columns` (texts or `{ title, key, align }`) and `rows`. */
export class TableElement extends PortalElement {
  static readonly observedAttributes = ['label'];
  #columns: Column[] = [];
  #rows: (Record<string, Shown> | Shown[])[] = [];

  set columns(columns: (string | Column)[]) {
    this.#columns = columns.map((each) => (typeof each === 'string' ? { title: each } : each));
    this.redraw();
  }

  set rows(rows: (Record<string, Shown> | Shown[])[]) {
    this.#rows = rows;
    this.redraw();
  }

  protected draw() {
    const heads = this.#columns.map(({ title, align }) =>
      make('th', { scope: 'col', className: align === 'end' ? 'end' : '' }, title),
    );
    const rows = this.#rows.map((row) =>
      make(
        'tr',
        {},
        ...this.#columns.map(({ key, align }, index) =>
          make(
            'td',
            { className: align === 'end' ? 'end' : '' },
            shown(Array.isArray(row) ? row[index] : row[key ?? String(index)]),
          ),
        ),
      ),
    );
    const label = this.text('label') || i18next.t('view.table');
    return [
      make(
        'div',
        { className: 'scrolls', role: 'region', 'aria-label': label, tabIndex: 0 },
        make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows)),
      ),
    ];
  }
}

/** `<cb-list>` with the property `items`: a line, and what is said below it. */
export class ListElement extends PortalElement {
  #items: Shown[][] = [];

  set items(items: Shown[][]) {
    this.#items = items;
    this.redraw();
  }

  protected draw() {
    const items = this.#items.map(([first, ...rest]) =>
      make(
        'li',
        {},
        make('div', {}, shown(first)),
        rest.length > 0 &&
          make('div', { className: 'rest' }, ...rest.map((one) => make('span', {}, shown(one)))),
      ),
    );
    return [make('ul', { className: 'list' }, ...items)];
  }
}

/** `<cb-chart>` with the property `items`: names with numbers, as bars. */
export class ChartElement extends PortalElement {
  #items: [Shown, number][] = [];

  set items(items: [Shown, number][]) {
    this.#items = items;
    this.redraw();
  }

  protected draw() {
    const most = Math.max(1, ...this.#items.map(([, count]) => count));
    const format = new Intl.NumberFormat(i18next.resolvedLanguage);
    const bars = this.#items.map(([name, count]) => {
      const bar = make('span', { className: 'bar', 'aria-hidden': 'true' });
      bar.style.width = `${(100 * Math.max(0, count)) / most}%`;
      return make(
        'li',
        {},
        make('span', { className: 'name' }, shown(name)),
        make('span', { className: 'track' }, bar),
        make('span', { className: 'count' }, format.format(count)),
      );
    });
    return [make('ul', { className: 'chart' }, ...bars)];
  }
}

/** `<cb-skeleton lines>`: stands where content comes. */
export class SkeletonElement extends PortalElement {
  static readonly observedAttributes = ['lines'];

  protected draw() {
    const lines = Array.from({ length: Number(this.text('lines')) || 3 }, () => make('span'));
    const state = {
      className: 'skeleton',
      role: 'status',
      'aria-label': i18next.t('state.loading'),
    };
    return [make('div', state, ...lines)];
  }
}
