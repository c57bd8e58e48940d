import { entityLink, isAddress, make } from '/plugins-ui/v1/kit.js';
import { nameOf, percent } from './base.js';

function sentence(host, evidence) {
  if (evidence.type === 'codeowners') {
    return host.t('byRule', { ...evidence, share: percent(evidence.share) });
  }
  if (evidence.type === 'system') {
    return host.t('bySystem', { entities: evidence.entities });
  }
  return evidence.hidden
    ? host.t('byFew')
    : host.t('byCommits', { share: percent(evidence.share), people: evidence.people, day: host.day(evidence.last) });
}

function claimButton(host, ref, owner, reason, done) {
  const button = make('cb-button', { variant: 'secondary' }, host.t('claim', { owner: nameOf(owner) }));
  button.addEventListener('click', async () => {
    button.setAttribute('busy', '');
    try {
      const body = { entityRef: ref, owner, reason: reason.value ?? '' };
      const claim = await host.json('/ownership/claims', { method: 'POST', body });
      host.apis.toast(host.t('claimed'));
      done(claim);
    } catch (error) {
      button.removeAttribute('busy');
      button.after(make('p', { role: 'alert', className: 'insights-error' }, error.message));
    }
  });
  return button;
}

function candidate(host, ref, item, reason, done) {
  return make(
    'section',
    { className: 'insights-candidate' },
    make(
      'p',
      {},
      entityLink(item.owner),
      ' ',
      item.current ? make('cb-tag', { tone: 'blue' }, host.t('current')) : null,
      item.live ? null : make('cb-tag', { tone: 'amber' }, host.t('notLive')),
    ),
    make('ul', {}, ...item.evidence.map((each) => make('li', {}, sentence(host, each)))),
    item.claimable && !item.current ? claimButton(host, ref, item.owner, reason, done) : null,
  );
}

/** Opens who could own an entity, with reasons, and the claim. */
export async function openSuggestions(host, ref) {
  const { items } = await host.json(`/ownership/suggestions?entity=${encodeURIComponent(ref)}`);
  const reason = make('cb-field', { label: host.t('because') });
  const close = make('cb-button', { variant: 'secondary', slot: 'actions' }, host.t('close'));
  const dialog = make('cb-dialog', { heading: host.t('dialog', { entity: nameOf(ref) }) }, close);
  close.addEventListener('click', () => dialog.close());
  const done = (claim) => {
    dialog.close();
    host.load();
    if (isAddress(claim.editUrl)) {
      host.append(make('p', {}, make('a', { href: claim.editUrl, rel: 'noreferrer' }, host.t('edit'))));
    }
  };
  const some = items.some((item) => item.claimable && !item.current);
  dialog.append(
    ...(items.length === 0 ? [make('p', {}, host.t('noCandidate'))] : []),
    ...(some ? [reason] : []),
    ...items.map((item) => candidate(host, ref, item, reason, done)),
  );
  dialog.addEventListener('close', () => dialog.remove());
  host.append(dialog);
  dialog.show();
}
