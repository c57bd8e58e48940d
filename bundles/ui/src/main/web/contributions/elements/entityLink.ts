import i18next from 'i18next';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { presentationQuery } from '~/rest/catalog';
import { displayName, entityPath, fullRef, humanRef, parseRef } from '~/rest/entity';
import { queryClient } from '~/rest/queryClient';
import { KindIcon } from '~/ui/KindIcon';
import { make, PortalElement } from './base';

/**
 * `<cb-entity-link ref default-kind>`: the title of an entity with the icon of its kind. All links of a moment ask
 * for their titles with one request.
 */
export class EntityLinkElement extends PortalElement {
  static readonly observedAttributes = ['ref', 'default-kind'];

  constructor() {
    super({ delegatesFocus: true });
  }

  protected draw() {
    const given = this.text('ref');
    if (!given) {
      return [];
    }
    const kind = this.getAttribute('default-kind') ?? undefined;
    const ref = fullRef(given, { kind });
    const icon = make('span', { className: `kind ${parseRef(ref).kind}` });
    createRoot(icon).render(createElement(KindIcon, { kind: parseRef(ref).kind }));
    const name = make('span', { className: 'name' }, humanRef(ref, kind));
    const link = make('a', { className: 'entity', href: entityPath(ref), title: ref }, icon, name);
    queryClient.fetchQuery(presentationQuery(ref)).then((entity) => {
      if (entity) {
        name.textContent = displayName(entity);
      } else {
        link.title = i18next.t('entity.unknown', { ref });
        link.classList.add('missing');
      }
    }, this.keepTheName);
    return [link];
  }

  /** The name that the reference has is there already, which does when the title cannot be read. */
  private readonly keepTheName = () => undefined;
}
