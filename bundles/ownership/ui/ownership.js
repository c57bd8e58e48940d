import { apiPath, entityLink, make, refOf } from '/plugins-ui/v1/kit.js';
import { OwnershipElement, PAGE, nameOf, percent } from './base.js';
import { openSuggestions } from './suggestions.js';

const css = `
insights-page, insights-card { display: block; }
.insights-sums { display: flex; flex-wrap: wrap; gap: var(--cb-space-3); margin: 0 0 var(--cb-space-5); padding: 0; }
.insights-sums > div { flex: 1 1 130px; padding: var(--cb-space-3) var(--cb-space-4); background: var(--cb-surface);
  border: 1px solid var(--cb-border); border-radius: var(--cb-radius); display: flex; flex-direction: column-reverse;
  justify-content: flex-end; }
.insights-sums dt { color: var(--cb-ink-2); font-size: var(--cb-text-sm); }
.insights-sums dd { margin: 0; font-size: var(--cb-text-xl); font-variant-numeric: tabular-nums; }
.insights-scroll { padding-top: var(--cb-space-3); }
.insights-candidate { margin-top: var(--cb-space-4); }
.insights-candidate ul { margin: var(--cb-space-1) 0 var(--cb-space-2); padding-left: var(--cb-space-5); color: var(--cb-ink-2); }
.insights-candidate p { margin: 0; }
.insights-error { color: var(--cb-red); }
.insights-quiet { color: var(--cb-ink-2); font-size: var(--cb-text-sm); }
`;
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
if (!document.adoptedStyleSheets.includes(sheet)) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function suggestButton(host, ref) {
  const label = host.t('suggestFor', { entity: nameOf(ref) });
  const button = make('cb-button', { variant: 'secondary', label }, host.t('suggest'));
  button.addEventListener('click', () =>
    openSuggestions(host, ref).catch((error) => host.apis.toast(error.message)),
  );
  return button;
}

/** Sums per owner, orphans and disagreements; which of them is seen is in the address. */
class OwnershipPage extends OwnershipElement {
  async draw() {
    const [sums, orphans, disagreements] = await Promise.all([
      this.json('/ownership/summary'),
      this.json(`/ownership/orphans?limit=${PAGE}`),
      this.json(`/ownership/disagreements?limit=${PAGE}`),
    ]);
    const view = new URLSearchParams(location.search).get('view') ?? 'owners';
    const tabs = make('cb-tabs', { label: this.t('owners') });
    tabs.append(
      make('div', { slot: 'owners' }, this.#owners(sums.owners)),
      make('div', { slot: 'orphans' }, this.#entities(orphans, 'orphans', 'nothingOrphans')),
      make('div', { slot: 'disagreements' }, this.#entities(disagreements, 'disagreements', 'nothingDisagreements')),
    );
    tabs.tabs = ['owners', 'orphans', 'disagreements'].map((id) => ({ id, label: this.t(id) }));
    tabs.selected = view;
    tabs.addEventListener('change', () => {
      const query = tabs.selected === 'owners' ? '' : `?view=${tabs.selected}`;
      history.replaceState(history.state, '', location.pathname + query);
    });
    return [this.#total(sums.total), tabs];
  }

  #total(total) {
    const items = [
      ['entities', total.entities],
      ['live', total.live],
      ['orphans', total.orphans],
      ['disagreements', total.disagreeing],
      ['truckOne', total.truckFactorOne],
    ];
    return make(
      'dl',
      { className: 'insights-sums' },
      ...items.map(([key, count]) =>
        make('div', {}, make('dt', {}, this.t(key)), make('dd', {}, String(count))),
      ),
    );
  }

  #empty(key) {
    return make('cb-empty-state', { heading: this.t('nothing') }, this.t(key));
  }

  #owners(owners) {
    if (owners.length === 0) return this.#empty('nothingOwners');
    const table = make('cb-table', { label: this.t('owners') });
    const end = (key) => ({ title: this.t(key), align: 'end' });
    table.columns = [this.t('owner'), end('entities'), end('orphans'), end('disagreements'), end('truckOne'), end('commits')];
    table.rows = owners.map((each) => [
      each.owner ? entityLink(each.owner) : this.t('nobody'),
      each.entities,
      each.orphans,
      each.disagreeing,
      each.truckFactorOne,
      percent(each.commitsAgreement),
    ]);
    return make('div', { className: 'insights-scroll' }, table);
  }

  #entities({ items, totalCount }, label, empty) {
    if (items.length === 0) return this.#empty(empty);
    const table = make('cb-table', { label: this.t(label) });
    const end = (key) => ({ title: this.t(key), align: 'end' });
    table.columns = [this.t('entity'), this.t('owner'), this.t('why'), end('codeowners'), end('commits'), this.t('suggest')];
    table.rows = items.map((each) => [
      entityLink(each.entityRef),
      each.owner ? nameOf(each.owner) : this.t('nobody'),
      this.t(each.reason),
      percent(each.facts['codeowners-agreement']),
      percent(each.facts['commits-agreement']),
      suggestButton(this, each.entityRef),
    ]);
    const more = totalCount > items.length ? this.t('more', { count: items.length, total: totalCount }) : '';
    return make(
      'div',
      { className: 'insights-scroll' },
      table,
      make('p', { className: 'insights-quiet' }, more),
    );
  }
}

/** How the ownership of the entity stands. */
class OwnershipCard extends OwnershipElement {
  async draw() {
    if (!this.entity) return [];
    const ref = refOf(this.entity);
    let known;
    try {
      known = await this.json(`/ownership/${apiPath(ref)}`);
    } catch (error) {
      if (error.status !== 404) throw error;
      return [make('p', { className: 'insights-quiet' }, this.t('unmeasured'))];
    }
    const { facts } = known;
    const items = [[this.t('ownerState'), this.#owner(facts)]];
    const add = (key, fact, show) => {
      if (facts[fact] !== undefined) items.push([this.t(key), show(facts[fact])]);
    };
    add('codeowners', 'codeowners-agreement', percent);
    add('commits', 'commits-agreement', percent);
    add('truck', 'truck-factor', String);
    add('left', 'left-share', percent);
    add('last', 'last-human-commit', (seconds) => this.day(seconds * 1000));
    const values = make('cb-key-values');
    values.items = items;
    const open = known.claims.filter((claim) => !claim.done).map((claim) => nameOf(claim.owner));
    return [
      values,
      facts.commits === undefined ? make('p', { className: 'insights-quiet' }, this.t('unknown')) : null,
      open.length > 0 ? make('p', {}, this.t('claims', { owners: open.join(', ') })) : null,
      make('p', {}, suggestButton(this, ref)),
    ].filter(Boolean);
  }

  #owner(facts) {
    const [tone, key] =
      facts['owner-live'] === 1
        ? ['green', 'isLive']
        : facts['owner-declared'] !== 1
          ? ['red', 'undeclared']
          : facts['owner-resolvable'] !== 1
            ? ['red', 'gone']
            : ['amber', 'notLive'];
    return make('cb-status', { tone }, this.t(key));
  }
}

export const elements = { 'insights-page': OwnershipPage, 'insights-card': OwnershipCard };
