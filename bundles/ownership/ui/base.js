import { PluginElement } from '/plugins-ui/v1/kit.js';

export const PAGE = 200;

export const percent = (share) => (share === undefined ? '' : `${Math.round(share * 100)} %`);
export const nameOf = (ref) => ref.slice(ref.indexOf('/') + 1);

/** What all elements here share. */
export class OwnershipElement extends PluginElement {
  static api = '/api/insights/v1';
}
