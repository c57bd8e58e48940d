const API = '/api/audit-detection/alerts';
const ACKNOWLEDGE = {
  id: 'acknowledge',
  permission: { type: 'basic', name: 'callboard.audit.alerts.acknowledge', attributes: { action: 'update' } },
};
const LIMIT = 200;
const REFRESH = 30_000;
const TONES = { critical: 'red', high: 'amber', normal: 'blue', low: 'neutral' };

/** Makes an element; texts are texts, never markup. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Incidents that wait, were dealt with, or all; which of them is in the address. */
class AlertsPage extends HTMLElement {
  #apis;
  #content = make('div');
  #seen = '';
  #turn = 0;
  #timer;
  #may = false;

  set apis(apis) {
    const other = this.#apis?.language !== apis?.language;
    this.#apis = apis;
    if (other) this.#load(true);
  }

  connectedCallback() {
    this.style.display = 'block';
    this.append(this.#content);
    this.#timer = setInterval(() => document.hidden || this.#load(), REFRESH);
    this.#askLeave().then(() => this.#load(true));
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    this.#content.remove();
  }

  #t(key, values) {
    return this.#apis.t(key, values);
  }

  /** The server refuses who may not; this only keeps the button from those. */
  async #askLeave() {
    try {
      const asked = { method: 'POST', body: { items: [ACKNOWLEDGE] } };
      const answer = await (await this.#apis.fetch('/api/permission/authorize', asked)).json();
      this.#may = answer.items[0]?.result === 'ALLOW';
    } catch {
      this.#may = false;
    }
  }

  /** Loads; what has not changed is not drawn again, so that nobody loses their place. */
  async #load(anew = false) {
    if (!this.isConnected || !this.#apis) return;
    const turn = ++this.#turn;
    const state = new URLSearchParams(location.search).get('state') ?? 'open';
    let answer;
    try {
      const filter = state === 'all' ? '' : `&state=${encodeURIComponent(state)}`;
      answer = await (await this.#apis.fetch(`${API}?limit=${LIMIT}${filter}`)).json();
    } catch (error) {
      if (turn === this.#turn) {
        this.#seen = '';
        this.#content.replaceChildren(this.#choice(state), make('cb-error', {}, error.message));
      }
      return;
    }
    const text = state + JSON.stringify(answer.items);
    if (turn !== this.#turn || (!anew && text === this.#seen)) return;
    this.#seen = text;
    this.#content.replaceChildren(this.#choice(state), this.#list(answer.items, state));
  }

  #choice(state) {
    const choice = make('cb-select', { label: this.#t('show') });
    choice.options = ['open', 'acknowledged', 'all'].map((value) => ({ value, label: this.#t(value) }));
    choice.value = state;
    choice.addEventListener('change', () => {
      const query = choice.value === 'open' ? '' : `?state=${choice.value}`;
      history.replaceState(history.state, '', location.pathname + query);
      this.#load();
    });
    const row = make('div', {}, choice);
    row.style.cssText = 'max-width: 240px; margin-bottom: var(--cb-space-4)';
    return row;
  }

  #list(items, state) {
    if (items.length === 0) {
      return make('cb-empty-state', { heading: this.#t(state === 'open' ? 'calm' : 'none') });
    }
    const table = make('cb-table', { label: this.#t('alerts') });
    table.columns = [
      this.#t('last'),
      this.#t('severity'),
      this.#t('what'),
      this.#t('target'),
      this.#t('by'),
      this.#t('rule'),
      { title: this.#t('times'), align: 'end' },
      this.#t('state'),
    ];
    table.rows = items.map((alert) => [
      this.#time(alert.lastAt),
      make('cb-status', { tone: TONES[alert.severity] ?? 'neutral' }, this.#t(alert.severity)),
      alert.title,
      this.#target(alert.target),
      make('code', {}, alert.actor),
      make('cb-tag', {}, alert.rule),
      alert.occurrences,
      this.#state(alert),
    ]);
    return table;
  }

  #time(at) {
    const time = make('time', { datetime: at, title: at });
    const style = { dateStyle: 'medium', timeStyle: 'short' };
    time.textContent = new Intl.DateTimeFormat(this.#apis.language, style).format(new Date(at));
    return time;
  }

  #target({ kind, ref }) {
    return kind === 'entity' ? make('cb-entity-link', { ref }) : make('code', {}, ref);
  }

  #state(alert) {
    if (!alert.acknowledgement && !this.#may) return this.#t('open');
    if (!alert.acknowledgement) {
      const label = this.#t('acknowledgeOf', { what: alert.title, target: alert.target.ref });
      const button = make('cb-button', { variant: 'secondary', label }, this.#t('acknowledge'));
      button.addEventListener('click', () => this.#ask(alert));
      return button;
    }
    const { by, at, reason } = alert.acknowledgement;
    const cell = make('div', {}, reason, make('br'), by, ', ', this.#time(at));
    cell.style.cssText = 'max-width: 40ch; overflow-wrap: anywhere';
    return cell;
  }

  #ask(alert) {
    const reason = make('cb-field', { label: this.#t('reason'), help: this.#t('reasonHelp'), type: 'area', required: '' });
    const cancel = make('cb-button', { slot: 'actions' }, this.#t('cancel'));
    const confirm = make('cb-button', { slot: 'actions', variant: 'primary' }, this.#t('acknowledge'));
    const heading = `${alert.title}: ${alert.target.ref}`;
    const dialog = make('cb-dialog', { heading }, reason, cancel, confirm);
    cancel.addEventListener('click', () => dialog.close());
    confirm.addEventListener('click', async () => {
      if (!reason.value.trim()) {
        reason.setAttribute('error', this.#t('reasonNeeded'));
        return;
      }
      confirm.setAttribute('busy', '');
      try {
        const body = { reason: reason.value, lastSeq: alert.lastSeq };
        await this.#apis.fetch(`${API}/${encodeURIComponent(alert.id)}/acknowledgement`, { method: 'POST', body });
        dialog.close();
        this.#apis.toast(this.#t('done'));
        this.#load();
      } catch (error) {
        confirm.removeAttribute('busy');
        reason.setAttribute('error', error.message);
      }
    });
    dialog.addEventListener('close', () => dialog.remove());
    this.append(dialog);
    dialog.show();
  }
}

export const elements = { 'audit-alerts-page': AlertsPage };
