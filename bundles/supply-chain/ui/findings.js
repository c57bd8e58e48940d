import { API, STATES, badge, day, entityLink, make, select, words } from './base.js';

/** The counts of findings by severity; those that are zero are left out. */
export function counts(all, exploited = 0) {
  const items = Object.entries(all)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => make('li', {}, badge(severity), ` ${count}`));
  if (exploited > 0) {
    items.unshift(make('li', {}, make('span', { className: 'badge exploited' }, 'exploited'), ` ${exploited}`));
  }
  return items.length > 0
    ? make('ul', { className: 'counts' }, ...items)
    : make('p', {}, 'No open finding.');
}

/** A table of findings; the first cell of each row opens what is known about it. */
export function table(host, findings, withEntity) {
  const head = ['Vulnerability', 'Severity', ...(withEntity ? ['Entity'] : []), 'Package', 'Fixed in', 'State', 'Since'];
  const rows = findings.map((finding) =>
    make(
      'tr',
      {},
      make(
        'td',
        {},
        make('button', {
          type: 'button',
          className: 'plain',
          textContent: finding.vulnerability,
          title: finding.title,
          onclick: () => details(host, finding.id),
        }),
      ),
      make(
        'td',
        {},
        badge(finding.severity),
        finding.knownExploited ? make('span', { className: 'badge exploited' }, 'exploited') : null,
      ),
      withEntity ? make('td', {}, entityLink(host.apis, finding.entityRef)) : null,
      make('td', { className: 'wide' }, finding.packages.join(', ')),
      make('td', { className: 'wide' }, finding.fixed ?? ''),
      make(
        'td',
        {},
        words(finding.state),
        finding.awaiting ? make('span', { className: 'badge high' }, host.apis.t('waits')) : null,
      ),
      make('td', { className: 'wide' }, day(finding.firstSeen)),
    ),
  );
  const hidden = new Set(['Package', 'Fixed in', 'Since']);
  return make(
    'div',
    { className: 'scroll' },
    make(
      'table',
      {},
      make(
        'thead',
        {},
        make('tr', {}, ...head.map((text) => make('th', { scope: 'col', className: hidden.has(text) ? 'wide' : '' }, text))),
      ),
      make('tbody', {}, ...rows),
    ),
  );
}

const list = (items) =>
  make('ul', { className: 'flat' }, ...items.map((item) => make('li', {}, item)));

function facts(host, finding) {
  const known = [
    ['Entity', entityLink(host.apis, finding.entityRef)],
    ['Also called', finding.aliases.filter((id) => id !== finding.vulnerability).join(', ')],
    ['Severity', `${finding.severity}${finding.score === undefined ? '' : `, CVSS ${finding.score}`}`],
    ['Exploited', finding.exploited && `known since ${finding.exploited.added}, due ${finding.exploited.due ?? 'soon'}`],
    ['Likelihood', finding.epss !== undefined && `${(finding.epss * 100).toFixed(1)} % within 30 days (EPSS)`],
    ['Package', finding.packages.join(', ')],
    ['Brought by', finding.paths.length > 0 && list(finding.paths.map((path) => path.join(' → ')))],
    ['Fixed in', finding.fixed],
    ['Owner', finding.owners.join(', ')],
    ['Depended on by', finding.consumers.count > 0 && `${finding.consumers.count}: ${finding.consumers.entityRefs.join(', ')}`],
    ['Reported by', finding.sources.join(', ')],
    ['State', `${words(finding.state)}${finding.reason ? `: ${finding.reason}` : ''}`],
    ['Runbook', finding.runbook && make('a', { href: finding.runbook, rel: 'noreferrer' }, finding.runbook)],
    ['More', finding.url && make('a', { href: finding.url, rel: 'noreferrer' }, finding.url)],
  ];
  return make(
    'dl',
    {},
    ...known
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
  );
}

/** A decision that somebody else has to agree to. */
function question(host, finding, decision, done) {
  const problem = make('p', { className: 'error', role: 'alert' });
  const answer = async (agreed) => {
    try {
      const path = `${API}/findings/${finding.id}/decisions/${decision.id}/answer`;
      await host.apis.fetch(path, { method: 'POST', body: { agreed } });
      host.apis.toast(host.apis.t(agreed ? 'agreed' : 'rejected', { id: finding.vulnerability, state: words(decision.state) }));
      done();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const button = (text, agreed, className) =>
    make('button', { type: 'button', className, onclick: () => answer(agreed) }, host.apis.t(text));
  const wants = { author: decision.author, state: words(decision.state), reason: decision.reason };
  return make(
    'section',
    {},
    make('h2', {}, host.apis.t('waiting')),
    make('p', {}, host.apis.t('wants', wants)),
    make('p', { className: 'quiet' }, host.apis.t('takeBack')),
    problem,
    make('p', {}, button('agree', true, 'primary'), ' ', button('reject', false, '')),
  );
}

function decisionForm(host, finding, done) {
  let state = finding.state === 'open' ? 'accepted' : 'open';
  const reason = make('textarea', { rows: 2 });
  const expires = make('input', { type: 'date' });
  const problem = make('p', { className: 'error', role: 'alert' });
  const decide = async (event) => {
    event.preventDefault();
    const body = { state, reason: reason.value };
    if (expires.value) body.expires = expires.value;
    try {
      const response = await host.apis.fetch(`${API}/findings/${finding.id}/decisions`, { method: 'POST', body });
      const after = await response.json();
      const waits = after.decisions.some((each) => each.awaiting);
      host.apis.toast(`${finding.vulnerability} ${waits ? host.apis.t('waits') : `is ${words(state)}`}`);
      done();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  return make(
    'form',
    { onsubmit: decide },
    make('h2', {}, 'Decide'),
    make(
      'div',
      { className: 'bar' },
      select('It is', STATES.map((each) => [each, words(each)]), state, (value) => (state = value)),
      make('label', {}, 'Because', reason),
      make('label', {}, 'Until (for good when empty)', expires),
    ),
    problem,
    make('p', {}, make('button', { type: 'submit', className: 'primary' }, 'Decide')),
  );
}

/** Opens all that is known about a finding, and the decision. */
export async function details(host, id) {
  const finding = await host.json(`${API}/findings/${id}`);
  const done = () => {
    dialog.close();
    host.load();
  };
  const close = make('button', { type: 'button', textContent: 'Close', onclick: () => dialog.close() });
  const dialog = make(
    'dialog',
    { onclose: () => dialog.remove(), 'aria-labelledby': 'finding-title' },
    make('h1', { id: 'finding-title' }, finding.vulnerability),
    make('p', {}, finding.title),
    facts(host, finding),
    ...finding.decisions.filter((each) => each.awaiting).map((each) => question(host, finding, each, done)),
    decisionForm(host, finding, done),
    make('h2', {}, 'History'),
    list(
      finding.history.map(
        (each) => `${day(each.at)} ${words(each.to)} by ${each.actor}${each.reason ? `: ${each.reason}` : ''}`,
      ),
    ),
    make('p', {}, close),
  );
  host.shadowRoot.append(dialog);
  dialog.showModal();
}
