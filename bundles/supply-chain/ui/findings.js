import { API, STATES, badge, day, entityLink, exploitedBadge, make, outside, select, words } from './base.js';

/** The counts of findings by severity; those that are zero are left out. */
export function counts(apis, all, exploited = 0) {
  const items = Object.entries(all)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => make('li', {}, badge(apis, severity), ` ${count}`));
  if (exploited > 0) {
    items.unshift(make('li', {}, exploitedBadge(apis), ` ${exploited}`));
  }
  return items.length > 0
    ? make('ul', { className: 'counts' }, ...items)
    : make('p', {}, apis.t('noFinding'));
}

/** A table of findings; the first cell of each row opens what is known about it. */
export function table(host, findings, withEntity) {
  const { apis } = host;
  const head = ['vulnerability', 'severity', ...(withEntity ? ['entity'] : []), 'package', 'fixedIn', 'state', 'since'];
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
        badge(apis, finding.severity),
        finding.knownExploited ? exploitedBadge(apis) : null,
      ),
      withEntity ? make('td', {}, entityLink(apis, finding.entityRef)) : null,
      make('td', { className: 'wide' }, finding.packages.join(', ')),
      make('td', { className: 'wide' }, finding.fixed ?? ''),
      make(
        'td',
        {},
        words(apis, finding.state),
        finding.awaiting ? make('span', { className: 'badge high' }, apis.t('waits')) : null,
      ),
      make('td', { className: 'wide' }, day(finding.firstSeen)),
    ),
  );
  const hidden = new Set(['package', 'fixedIn', 'since']);
  return make(
    'div',
    { className: 'scroll' },
    make(
      'table',
      {},
      make(
        'thead',
        {},
        make('tr', {}, ...head.map((key) => make('th', { scope: 'col', className: hidden.has(key) ? 'wide' : '' }, apis.t(key)))),
      ),
      make('tbody', {}, ...rows),
    ),
  );
}

const list = (items) =>
  make('ul', { className: 'flat' }, ...items.map((item) => make('li', {}, item)));

function facts(host, finding) {
  const { t } = host.apis;
  const { consumers, exploited, runbook, url } = finding;
  const severity = t(`severity-${finding.severity}`);
  const likelihood = (value) => `${(value * 100).toFixed(1)} %`;
  const known = [
    ['entity', entityLink(host.apis, finding.entityRef)],
    ['aliases', finding.aliases.filter((id) => id !== finding.vulnerability).join(', ')],
    ['severity', `${severity}${finding.score === undefined ? '' : `, CVSS ${finding.score}`}`],
    ['exploitation', exploited && t(exploited.due ? 'exploitedDue' : 'exploitedSince', exploited)],
    ['likelihood', finding.epss !== undefined && t('within30Days', { share: likelihood(finding.epss) })],
    ['package', finding.packages.join(', ')],
    ['broughtBy', finding.paths.length > 0 && list(finding.paths.map((path) => path.join(' → ')))],
    ['fixedIn', finding.fixed],
    ['owner', finding.owners.join(', ')],
    ['consumers', consumers.count > 0 && `${consumers.count}: ${consumers.entityRefs.join(', ')}`],
    ['reportedBy', finding.sources.join(', ')],
    ['state', `${words(host.apis, finding.state)}${finding.reason ? `: ${finding.reason}` : ''}`],
    ['runbook', runbook && outside(runbook)],
    ['more', url && outside(url)],
  ];
  return make(
    'dl',
    {},
    ...known
      .filter(([, value]) => value)
      .flatMap(([key, value]) => [make('dt', {}, t(key)), make('dd', {}, value)]),
  );
}

/** A decision that somebody else has to agree to. */
function question(host, finding, decision, done) {
  const problem = make('p', { className: 'error', role: 'alert' });
  const answer = async (agreed) => {
    try {
      const path = `${API}/findings/${finding.id}/decisions/${decision.id}/answer`;
      await host.apis.fetch(path, { method: 'POST', body: { agreed } });
      host.apis.toast(host.apis.t(agreed ? 'agreed' : 'rejected', { id: finding.vulnerability, state: words(host.apis, decision.state) }));
      done();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const button = (text, agreed, className) =>
    make('button', { type: 'button', className, onclick: () => answer(agreed) }, host.apis.t(text));
  const wants = { author: decision.author, state: words(host.apis, decision.state), reason: decision.reason };
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
  const { t } = host.apis;
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
      host.apis.toast(t(waits ? 'waitsNow' : 'isNow', { id: finding.vulnerability, state: words(host.apis, state) }));
      done();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  return make(
    'form',
    { onsubmit: decide },
    make('h2', {}, t('decide')),
    make(
      'div',
      { className: 'bar' },
      select(t('itIs'), STATES.map((each) => [each, words(host.apis, each)]), state, (value) => (state = value)),
      make('label', {}, t('because'), reason),
      make('label', {}, t('until'), expires),
    ),
    problem,
    make('p', {}, make('button', { type: 'submit', className: 'primary' }, t('decide'))),
  );
}

/** Opens all that is known about a finding, and the decision. */
export async function details(host, id) {
  const { t } = host.apis;
  const finding = await host.json(`${API}/findings/${id}`);
  const done = () => {
    dialog.close();
    host.load();
  };
  const close = make('button', { type: 'button', textContent: t('close'), onclick: () => dialog.close() });
  const dialog = make(
    'dialog',
    { onclose: () => dialog.remove(), 'aria-labelledby': 'finding-title' },
    make('h1', { id: 'finding-title' }, finding.vulnerability),
    make('p', {}, finding.title),
    facts(host, finding),
    ...finding.decisions.filter((each) => each.awaiting).map((each) => question(host, finding, each, done)),
    decisionForm(host, finding, done),
    make('h2', {}, t('history')),
    list(
      finding.history.map(
        (each) => `${t('change', { day: day(each.at), state: words(host.apis, each.to), actor: each.actor })}${each.reason ? `: ${each.reason}` : ''}`,
      ),
    ),
    make('p', {}, close),
  );
  host.shadowRoot.append(dialog);
  dialog.showModal();
}
