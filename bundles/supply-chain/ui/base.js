import { PluginElement, apiPath, make, pagePath as entityPath, refOf } from '/plugins-ui/v1/kit.js';

export { entityPath, make, refOf };

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];
export const STATES = [
  'open',
  'acknowledged',
  'accepted',
  'not_affected',
  'false_positive',
  'fixed',
];
export const API = '/api/supply-chain';

export const words = (apis, state) => apis.t(`state-${state}`);
export const day = (time) => (time ? time.slice(0, 10) : '');

/** A severity as a word with a colour, which is never the only thing that tells. */
export function badge(apis, severity) {
  return make('span', { className: `badge ${severity}` }, apis.t(`severity-${severity}`));
}

export const exploitedBadge = (apis) =>
  make('span', { className: 'badge exploited' }, apis.t('exploited'));

/** What documents and advisories bring becomes a link only when it is the address of a page. */
export const outside = (address) =>
  /^https?:\/\//i.test(address)
    ? make('a', { href: address, rel: 'noreferrer' }, address)
    : String(address);

/** A link that the portal follows without loading anew. */
export function link(apis, path, text) {
  return make('a', {
    href: path,
    textContent: text,
    onclick: (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        apis.navigate(path);
      }
    },
  });
}

export const entityLink = (apis, ref) => link(apis, entityPath(ref), ref.replace(/^component:default\//, ''));

/** Links with commas between them. */
export const entityLinks = (apis, refs) =>
  refs.flatMap((ref, index) => [index > 0 ? ', ' : '', entityLink(apis, ref)]);

export const apiOf = (entity) => `${API}/entities/${apiPath(refOf(entity))}`;

/** A choice with a label; calls back with the value. */
export function select(label, options, value, onchange) {
  const field = make(
    'select',
    { onchange: () => onchange(field.value) },
    ...options.map(([key, text]) => make('option', { value: key, textContent: text })),
  );
  field.value = value;
  return make('label', {}, label, field);
}

const css = `
h1 { font-size: var(--cb-text-xl); margin: 0 0 var(--cb-space-4); }
form.bar { display: flex; flex-wrap: wrap; gap: var(--cb-space-3); align-items: end; margin-bottom: var(--cb-space-4); }
label { display: grid; gap: var(--cb-space-1); font-size: var(--cb-text-sm); color: var(--cb-ink-2); }
input, select, textarea { font: inherit; color: var(--cb-ink); background: var(--cb-surface);
  border: 1px solid var(--cb-border-strong); border-radius: var(--cb-radius); padding: 5px var(--cb-space-2); }
input, select { min-height: var(--cb-control); box-sizing: border-box; }
button { font: inherit; min-height: var(--cb-control); padding: 0 var(--cb-space-3); cursor: pointer;
  color: var(--cb-ink); background: var(--cb-surface); border: 1px solid var(--cb-border-strong); border-radius: var(--cb-radius); }
button.primary { background: var(--cb-accent); border-color: var(--cb-accent); color: var(--cb-on-accent); }
button.primary:hover { background: var(--cb-accent-hover); }
button.plain { border: 0; background: none; color: var(--cb-link); padding: 0; text-align: left; text-decoration: underline; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-size: var(--cb-text-sm); font-weight: 600; color: var(--cb-ink-2); }
th, td { height: var(--cb-row); padding: 2px var(--cb-space-3) 2px 0; border-bottom: 1px solid var(--cb-border); vertical-align: middle; }
.badge { display: inline-block; padding: 0 var(--cb-space-2); border-radius: var(--cb-radius); font-size: var(--cb-text-sm);
  background: var(--cb-surface-2); color: var(--cb-ink-2); }
.critical, .exploited { background: var(--cb-red-soft); color: var(--cb-red); font-weight: 600; }
.high { background: var(--cb-amber-soft); color: var(--cb-amber); font-weight: 600; }
.medium { background: var(--cb-blue-soft); color: var(--cb-blue); }
.counts { display: flex; flex-wrap: wrap; gap: var(--cb-space-2); margin: var(--cb-space-2) 0; padding: 0; list-style: none; }
pre { overflow-x: auto; background: var(--cb-surface-2); padding: var(--cb-space-3); border-radius: var(--cb-radius);
  font: var(--cb-text-sm)/1.5 var(--cb-font-mono); }
dialog { color: var(--cb-ink); background: var(--cb-surface); border: 1px solid var(--cb-border); border-radius: var(--cb-radius);
  box-shadow: var(--cb-shadow); width: min(760px, 92vw); max-height: 88vh; padding: var(--cb-space-5); }
dialog::backdrop { background: var(--cb-backdrop); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: var(--cb-space-1) var(--cb-space-4); margin: var(--cb-space-3) 0; }
dt { color: var(--cb-ink-2); }
dd { margin: 0; overflow-wrap: anywhere; }
ul.flat { margin: 0; padding-left: var(--cb-space-4); }
@media (max-width: 640px) { .wide { display: none; } }
`;
/** What all elements here share. */
export class SecurityElement extends PluginElement {
  static styles = css;
}

/** The one command that brings a document here. */
export function howTo(apis, entity) {
  const address = `${location.origin}${apiOf(entity)}/documents`;
  return [
    make('p', { className: 'quiet' }, apis.t('howTo')),
    make('pre', { tabIndex: 0 }, `curl -H "Authorization: Bearer $TOKEN" --data-binary @bom.json \\\n  ${address}`),
  ];
}
