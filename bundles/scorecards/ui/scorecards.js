import { apiPath, entityLink, isAddress, link, make, pagePath, refOf } from '/plugins-ui/v1/kit.js';
import { ComplianceElement, day, exemption } from './base.js';

const PAGE = 100;
const VIEWS = ['entities', 'owner', 'system', 'domain'];

const standing = (element, entity) =>
  element.json(`/entities/${apiPath(refOf(entity))}`);

/** The title of a level, or what stands for none. */
function levelName(element, cards, score) {
  const card = cards.find((each) => each.id === score.scorecard);
  return card?.levels.find((each) => each.id === score.level)?.title ?? element.t('none');
}

class ComplianceCard extends ComplianceElement {
  async draw() {
    if (!this.entity) return [];
    const [known, all] = await Promise.all([standing(this, this.entity), this.json('/scorecards')]);
    if (known.scores.length === 0) return [make('p', { className: 'quiet' }, this.t('noScorecard'))];
    return [
      ...known.scores.map((score) =>
        make(
          'p',
          { className: 'row' },
          make('strong', {}, all.items.find((each) => each.id === score.scorecard)?.title ?? score.scorecard),
          make('cb-tag', { tone: score.level ? 'green' : 'neutral' }, levelName(this, all.items, score)),
          make('span', { className: 'quiet' }, this.t('counts', score)),
        ),
      ),
      make('p', {}, link(`${pagePath(refOf(this.entity))}/scorecard`, this.t('details'))),
    ];
  }
}

class ComplianceTab extends ComplianceElement {
  async draw() {
    if (!this.entity) return [];
    const [known, all] = await Promise.all([standing(this, this.entity), this.json('/scorecards')]);
    if (known.scores.length === 0) return [make('cb-empty-state', { heading: this.t('noScorecard') })];
    const parts = [];
    for (const score of known.scores) {
      const card = all.items.find((each) => each.id === score.scorecard);
      if (card) parts.push(...this.#card(card, score, known, all.items));
    }
    return parts;
  }

  #card(card, score, known, cards) {
    return [
      make('h2', {}, card.title),
      make(
        'p',
        { className: 'row' },
        make('cb-tag', { tone: score.level ? 'green' : 'neutral' }, `${this.t('level')}: ${levelName(this, cards, score)}`),
        score.percent === undefined ? null : make('strong', {}, `${score.percent} %`),
        make('span', { className: 'quiet' }, this.t('counts', score)),
      ),
      ...card.levels.map((level) => {
        const results = level.checks.map((id) => known.results.find((each) => each.check === id)).filter(Boolean);
        return make(
          'section',
          {},
          make('h3', {}, level.title),
          make('cb-table', {
            label: `${card.title}: ${level.title}`,
            columns: [this.t('check'), this.t('result'), this.t('reason'), this.t('since'), ''],
            rows: results.map((each) => this.#row(each, known.waivers)),
          }),
        );
      }),
    ];
  }

  #row(result, waivers) {
    const waiver = waivers.find((each) => each.id === result.waiver);
    const open = ['fail', 'unknown'].includes(result.outcome);
    const why = make(
      'div',
      { className: 'why' },
      result.message ? make('p', {}, result.message) : null,
      open && result.advice ? make('p', { className: 'quiet' }, result.advice) : null,
      waiver
        ? make('p', {}, this.t('exemptedUntil', { date: day(waiver.expires), approver: waiver.approver, reason: waiver.reason }))
        : null,
      result.evidence && isAddress(result.evidence) ? link(result.evidence, this.t('evidence')) : null,
    );
    return [result.title ?? result.check, this.status(result.outcome), why, make('time', { dateTime: result.since ?? '' }, day(result.since)), this.#action(result, waiver, open)];
  }

  #action(result, waiver, open) {
    if (waiver) {
      return make(
        'cb-button',
        {
          label: `${this.t('revoke')}: ${result.title}`,
          onclick: async () => {
            try {
              await this.json(`/waivers/${waiver.id}`, { method: 'DELETE' });
              this.apis.toast(this.t('revoked'));
            } catch (error) {
              this.apis.toast(error.message);
            }
            this.load();
          },
        },
        this.t('revoke'),
      );
    }
    if (!open) return '';
    return make(
      'cb-button',
      { label: `${this.t('exempt')}: ${result.title}`, onclick: () => exemption(this, result, () => this.load()) },
      this.t('exempt'),
    );
  }
}

/** All scorecards by entity, team, system and domain; the choice is in the address. */
class CompliancePage extends ComplianceElement {
  #values = new URLSearchParams();

  connectedCallback() {
    this.#values = new URLSearchParams(location.search);
    super.connectedCallback();
  }

  #get(key, fallback = '') {
    return this.#values.get(key) ?? fallback;
  }

  #set(changes) {
    for (const [key, value] of Object.entries({ offset: '', ...changes })) {
      if (value) this.#values.set(key, value);
      else this.#values.delete(key);
    }
    const query = this.#values.toString();
    history.replaceState(history.state, '', location.pathname + (query ? `?${query}` : ''));
    this.load();
  }

  async draw() {
    const all = await this.json('/scorecards');
    const card = all.items.find((each) => each.id === this.#get('scorecard')) ?? all.items[0];
    if (!card) return [make('cb-empty-state', { heading: this.t('empty') })];
    const view = VIEWS.includes(this.#get('by')) ? this.#get('by') : 'entities';
    const content = view === 'entities' ? await this.#entities(card, all.items) : await this.#rollup(card, view);
    return [this.#filters(all.items, card, view), make('p', { className: 'quiet' }, card.description ?? ''), ...content, ...this.#problems(all.problems)];
  }

  #select(label, options, value, key) {
    const select = make('cb-select', { label: this.t(label) });
    select.options = options;
    select.value = value;
    select.addEventListener('change', () => this.#set({ [key]: select.value }));
    return select;
  }

  #filters(cards, card, view) {
    const names = { entities: 'entities', owner: 'team', system: 'system', domain: 'domain' };
    const search = make('cb-field', { label: this.t('search'), value: this.#get('search') });
    const owner = make('cb-field', { label: this.t('owner'), value: this.#get('owner') });
    const apply = () => this.#set({ search: search.value.trim(), owner: owner.value.trim() });
    const levels = [['', 'all'], ['none', 'none']].map(([value, key]) => ({ value, label: this.t(key) }));
    return make(
      'form',
      {
        'aria-label': this.t('filter'),
        onsubmit: (event) => {
          event.preventDefault();
          apply();
        },
      },
      this.#select('scorecard', cards.map((each) => ({ value: each.id, label: each.title })), card.id, 'scorecard'),
      this.#select('show', VIEWS.map((each) => ({ value: each, label: this.t(names[each]) })), view, 'by'),
      ...(view === 'entities'
        ? [
            this.#select('level', [...levels, ...card.levels.map((each) => ({ value: each.id, label: each.title }))], this.#get('level'), 'level'),
            owner,
            ...['system', 'domain'].filter((key) => this.#get(key)).map((key) =>
              make('cb-button', { onclick: () => this.#set({ [key]: '' }) }, `${this.t(key)}: ${this.#get(key)} ×`)),
            search,
            make('cb-button', { onclick: apply }, this.t('filter')),
          ]
        : []),
    );
  }

  async #entities(card, cards) {
    const query = new URLSearchParams({ limit: String(PAGE) });
    for (const key of ['owner', 'system', 'domain', 'level', 'search', 'offset']) {
      if (this.#get(key)) query.set(key, this.#get(key));
    }
    const page = await this.json(`/scorecards/${encodeURIComponent(card.id)}/scores?${query}`);
    const table = make('cb-table', {
      label: card.title,
      columns: [
        this.t('entity'),
        this.t('level'),
        { title: this.t('share'), align: 'end' },
        { title: this.t('failed'), align: 'end' },
        { title: this.t('unknown'), align: 'end' },
        { title: this.t('waived'), align: 'end' },
        this.t('owner'),
      ],
      rows: page.items.map((each) => [
        link(`${pagePath(each.entityRef)}/scorecard`, each.title),
        levelName(this, cards, each),
        each.percent === undefined ? '' : `${each.percent} %`,
        each.failed,
        each.unknown,
        each.waived,
        each.owner ? entityLink(each.owner) : this.t('nobody'),
      ]),
    });
    return [page.items.length > 0 ? make('div', { className: 'scroll' }, table) : null, this.#pages(page.totalCount)];
  }

  #pages(total) {
    const offset = Number(this.#get('offset') || 0);
    const button = (key, to, off) =>
      make('cb-button', { disabled: off, onclick: () => this.#set({ offset: to > 0 ? String(to) : '' }) }, this.t(key));
    const text =
      total === 0 ? this.t('noEntities') : this.t('range', { from: offset + 1, to: Math.min(offset + PAGE, total), total });
    return make(
      'p',
      { className: 'row', role: 'status' },
      text,
      ...(total > PAGE ? [button('before', offset - PAGE, offset === 0), button('next', offset + PAGE, offset + PAGE >= total)] : []),
    );
  }

  async #rollup(card, by) {
    const found = await this.json(`/rollup?scorecard=${encodeURIComponent(card.id)}&by=${by}`);
    const table = make('cb-table', {
      label: card.title,
      columns: [
        this.t(by === 'owner' ? 'team' : by),
        { title: this.t('entities'), align: 'end' },
        { title: this.t('share'), align: 'end' },
        { title: this.t('none'), align: 'end' },
        ...card.levels.map((each) => ({ title: each.title, align: 'end' })),
        { title: this.t('failed'), align: 'end' },
        { title: this.t('unknown'), align: 'end' },
      ],
      rows: found.items.map((each) => [
        each.ref ? entityLink(each.ref) : this.t(by === 'owner' ? 'nobody' : 'nowhere'),
        each.ref
          ? make(
              'cb-button',
              { variant: 'quiet', label: `${each.entities} ${this.t('entities')}: ${each.ref}`, onclick: () => this.#set({ by: '', [by]: each.ref }) },
              String(each.entities),
            )
          : each.entities,
        each.percent === undefined ? '' : `${each.percent} %`,
        each.levels.none,
        ...card.levels.map((level) => each.levels[level.id]),
        each.failed,
        each.unknown,
      ]),
    });
    return [make('div', { className: 'scroll' }, table)];
  }

  #problems(problems) {
    if (problems.length === 0) return [];
    return [
      make('h2', {}, this.t('problems')),
      make(
        'ul',
        {},
        ...problems.map((each) =>
          make('li', {}, `${each.file}${each.line ? `:${each.line}:${each.column}` : ''}: ${each.subject ? `${each.subject}: ` : ''}${each.message}`),
        ),
      ),
    ];
  }
}

export const elements = {
  'compliance-card': ComplianceCard,
  'compliance-tab': ComplianceTab,
  'compliance-page': CompliancePage,
};
