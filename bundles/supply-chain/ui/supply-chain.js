import { API, SEVERITIES, STATES, SecurityElement, apiOf, day, entityLink, entityLinks, entityPath, howTo, link, make, refOf, select, words } from './base.js';
import { counts, table } from './findings.js';

const PAGE = 100;

/** The choices of which findings to show. */
const states = (apis) => [
  ['', apis.t('undecided')],
  ['awaiting', apis.t('waits')],
  ['all', apis.t('all')],
  ...STATES.map((each) => [each, words(apis, each)]),
];

class SecurityCard extends SecurityElement {
  async draw() {
    if (!this.entity) return [];
    const { t } = this.apis;
    const summary = await this.json(apiOf(this.entity));
    const tab = `${entityPath(refOf(this.entity))}/security`;
    if (summary.documents === 0) {
      return [make('p', { className: 'quiet' }, t('noSbom'), ' ', link(this.apis, tab, t('howToLink')))];
    }
    return [
      counts(this.apis, summary.open, summary.knownExploited),
      make(
        'p',
        { className: 'quiet' },
        `${t('components', { count: summary.components })}, ${t('lastDocument', { day: day(summary.lastDocument) })} `,
        link(this.apis, tab, t('findingsLink')),
      ),
    ];
  }
}

class SecurityTab extends SecurityElement {
  #state = '';

  /** Files are asked for with the caller's credentials, which a plain link does not have. */
  #downloads(base, documents) {
    const save = async (path, name) => {
      const response = await this.apis.fetch(path);
      const address = URL.createObjectURL(await response.blob());
      make('a', { href: address, download: name }).click();
      URL.revokeObjectURL(address);
    };
    const name = this.entity.metadata.name;
    const button = (text, path, file) =>
      make('button', { type: 'button', onclick: () => save(`${base}/${path}`, file).catch((error) => this.apis.toast(error.message)) }, text);
    return make(
      'p',
      {},
      `${this.apis.t('download')}: `,
      ...(documents.some((each) => each.components > 0) ? [button(this.apis.t('sbom'), 'sbom', `${name}.sbom`), ' '] : []),
      button('VEX (CycloneDX)', 'vex', `${name}.vex.cdx.json`),
      ' ',
      button('OpenVEX', 'vex?format=openvex', `${name}.openvex.json`),
    );
  }

  /** What was signed: kind, signer, and of provenance what was built where. */
  #attested(items) {
    if (items.length === 0) return [];
    const { t } = this.apis;
    const of = (each) => (each.source ? ` ${t('builtOf', { source: `${each.source}${each.commit ? ` (${each.commit.slice(0, 10)})` : ''}` })}` : '');
    return [
      make('h2', {}, t('attestations')),
      make(
        'ul',
        { className: 'flat' },
        ...items.map((each) =>
          make(
            'li',
            {},
            `${each.predicateType}: ${t('signedBy', { name: each.signer, day: day(each.received) })}`
              + `${each.builder ? `, ${t('builtBy', { builder: each.builder })}` : ''}${of(each)}`,
          ),
        ),
      ),
    ];
  }

  async draw() {
    if (!this.entity) return [];
    const { t } = this.apis;
    const base = apiOf(this.entity);
    const query = new URLSearchParams({ entity: refOf(this.entity), limit: String(PAGE) });
    if (this.#state === 'awaiting') query.set('awaiting', 'true');
    else if (this.#state) query.set('state', this.#state);
    const [findings, documents, attestations] = await Promise.all([
      this.json(`${API}/findings?${query}`),
      this.json(`${base}/documents`),
      this.json(`${base}/attestations`),
    ]);
    if (documents.items.length === 0) return [...howTo(this.apis, this.entity), ...this.#attested(attestations.items)];
    return [
      make(
        'form',
        { className: 'bar', onsubmit: (event) => event.preventDefault() },
        select(t('show'), states(this.apis), this.#state, (value) => {
          this.#state = value;
          this.load();
        }),
      ),
      counts(this.apis, findings.counts),
      findings.items.length > 0 ? table(this, findings.items, false) : null,
      make('h2', {}, t('documents')),
      this.#downloads(base, documents.items),
      make(
        'ul',
        { className: 'flat' },
        ...documents.items.map((each) =>
          make(
            'li',
            {},
            `${each.source}: ${[each.format, each.specVersion].filter(Boolean).join(' ')}, `
              + `${t('components', { count: each.components })}, ${t('findings', { count: each.occurrences })}, `
              + `${day(each.received)}${each.commit ? `, ${t('commit', { commit: each.commit.slice(0, 10) })}` : ''}`,
          ),
        ),
      ),
      ...this.#attested(attestations.items),
    ].filter(Boolean);
  }
}

/** Findings of all entities with filters, and "where is ...?"; all of it is in the address. */
class SecurityPage extends SecurityElement {
  #values = new URLSearchParams();

  connectedCallback() {
    this.#values = new URLSearchParams(location.search);
    super.connectedCallback();
  }

  #set(changes) {
    for (const [key, value] of Object.entries(changes)) {
      if (value) this.#values.set(key, value);
      else this.#values.delete(key);
    }
    const query = this.#values.toString();
    history.replaceState(history.state, '', location.pathname + (query ? `?${query}` : ''));
    this.load();
  }

  #get(key) {
    return this.#values.get(key) ?? '';
  }

  async draw() {
    const where = this.#get('package');
    const head = [this.#where(), this.#filters()];
    return where ? [...head, ...(await this.#places())] : [...head, ...(await this.#findings())];
  }

  #where() {
    const { t } = this.apis;
    const name = make('input', { value: this.#get('package'), placeholder: 'log4j-core' });
    const version = make('input', { value: this.#get('version'), placeholder: '<2.17' });
    return make(
      'form',
      {
        className: 'bar',
        role: 'search',
        'aria-label': t('whereIs'),
        onsubmit: (event) => {
          event.preventDefault();
          this.#set({ package: name.value.trim(), version: version.value.trim(), offset: '' });
        },
      },
      make('label', {}, t('wherePackage'), name),
      make('label', {}, t('inVersion'), version),
      make('button', { type: 'submit' }, t('find')),
      this.#get('package')
        ? make('button', { type: 'button', onclick: () => this.#set({ package: '', version: '', offset: '' }) }, t('back'))
        : null,
    );
  }

  #filters() {
    if (this.#get('package')) return '';
    const { t } = this.apis;
    const search = make('input', { type: 'search', value: this.#get('search') || this.#get('vulnerability') });
    const owner = make('input', { value: this.#get('owner'), placeholder: 'group:default/team' });
    const any = ['', t('any')];
    return make(
      'form',
      {
        className: 'bar',
        'aria-label': t('filters'),
        onsubmit: (event) => {
          event.preventDefault();
          this.#set({ search: search.value.trim(), vulnerability: '', owner: owner.value.trim(), offset: '' });
        },
      },
      make('label', {}, t('search'), search),
      make('label', {}, t('owner'), owner),
      select(t('atLeast'), [any, ...SEVERITIES.slice(0, 5).map((each) => [each, t(`severity-${each}`)])], this.#get('minSeverity'), (value) =>
        this.#set({ minSeverity: value, offset: '' })),
      select(
        t('state'),
        states(this.apis),
        this.#get('awaiting') ? 'awaiting' : this.#get('state'),
        (value) => this.#set(value === 'awaiting' ? { state: '', awaiting: 'true', offset: '' } : { state: value, awaiting: '', offset: '' }),
      ),
      select(t('exploitation'), [any, ['true', t('known')]], this.#get('knownExploited'), (value) =>
        this.#set({ knownExploited: value, offset: '' })),
      make('button', { type: 'submit' }, t('filter')),
    );
  }

  #pages(total) {
    const { t } = this.apis;
    const offset = Number(this.#get('offset') || 0);
    const button = (text, to, disabled) =>
      make('button', { type: 'button', disabled, onclick: () => this.#set({ offset: to > 0 ? String(to) : '' }) }, text);
    return make(
      'p',
      { role: 'status' },
      total === 0 ? t('nothing') : t('range', { from: offset + 1, to: Math.min(offset + PAGE, total), total }),
      ' ',
      ...(total > PAGE
        ? [button(t('before'), offset - PAGE, offset === 0), ' ', button(t('next'), offset + PAGE, offset + PAGE >= total)]
        : []),
    );
  }

  async #findings() {
    const query = new URLSearchParams(this.#values);
    query.set('limit', String(PAGE));
    const page = await this.json(`${API}/findings?${query}`);
    return [counts(this.apis, page.counts), table(this, page.items, true), this.#pages(page.totalCount)];
  }

  /** The first of them, and how many more there are. */
  #consumers({ count, entityRefs }) {
    const shown = entityRefs.slice(0, 3);
    const more = count - shown.length;
    return [...entityLinks(this.apis, shown), more > 0 ? ` ${this.apis.t('andMore', { more })}` : ''];
  }

  async #places() {
    const { t } = this.apis;
    const query = new URLSearchParams({ limit: String(PAGE) });
    for (const key of ['package', 'version', 'offset']) {
      if (this.#get(key)) query.set(key, this.#get(key));
    }
    const page = await this.json(`${API}/where?${query}`);
    const rows = page.items.map((each) =>
      make(
        'tr',
        {},
        make('td', {}, entityLink(this.apis, each.entityRef)),
        make('td', {}, each.packages.join(', ')),
        make('td', { className: 'wide' }, ...each.paths.slice(0, 2).map((path) => make('div', {}, path.join(' → ')))),
        make('td', {}, ...(each.owners.length > 0 ? entityLinks(this.apis, each.owners) : [t('nobody')])),
        make('td', { className: 'wide' }, ...this.#consumers(each.consumers)),
      ),
    );
    const head = [['entity'], ['version'], ['broughtBy', 'wide'], ['owner'], ['consumers', 'wide']];
    return [
      make(
        'div',
        { className: 'scroll' },
        make(
          'table',
          {},
          make('thead', {}, make('tr', {}, ...head.map(([key, kind]) => make('th', { scope: 'col', className: kind ?? '' }, t(key))))),
          make('tbody', {}, ...rows),
        ),
      ),
      this.#pages(page.totalCount),
    ];
  }
}

export const elements = {
  'supply-chain-card': SecurityCard,
  'supply-chain-tab': SecurityTab,
  'supply-chain-page': SecurityPage,
};
