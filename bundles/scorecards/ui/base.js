import { PluginElement, make } from '/plugins-ui/v1/kit.js';

export const TONES = { pass: 'green', fail: 'red', unknown: 'amber', na: 'neutral' };
export const day = (time) => (time ? time.slice(0, 10) : '');

/** What all elements here share. */
export class ComplianceElement extends PluginElement {
  static api = '/api/compliance/v1';
  static styles = `
form { display: flex; flex-wrap: wrap; gap: var(--cb-space-3); align-items: end; margin-bottom: var(--cb-space-4); }
.why { max-width: 60ch; overflow-wrap: anywhere; }
`;

  status(outcome) {
    return make('cb-status', { tone: TONES[outcome] }, this.t(outcome));
  }
}

/** Asks for reason and end of an exemption, and grants it. */
export function exemption(element, result, done) {
  const because = make('cb-field', { label: element.t('because'), type: 'area', required: true });
  const until = make('cb-field', { label: element.t('until'), type: 'date', required: true });
  until.value = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const problem = make('p', { className: 'error', role: 'alert' });
  const dialog = make(
    'cb-dialog',
    { heading: element.t('exemptTitle', { check: result.title ?? result.check }) },
    make('div', { className: 'stack' }, because, until, problem),
    make('cb-button', { slot: 'actions', onclick: () => dialog.close() }, element.t('cancel')),
    make(
      'cb-button',
      {
        slot: 'actions',
        variant: 'primary',
        onclick: async () => {
          try {
            await element.json('/waivers', {
              method: 'POST',
              body: { entityRef: result.entityRef, check: result.check, reason: because.value, expires: until.value },
            });
            dialog.close();
            element.apis.toast(element.t('granted'));
            done();
          } catch (error) {
            problem.textContent = error.message;
          }
        },
      },
      element.t('grant'),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  element.root.append(dialog);
  dialog.show();
}
