import type { Entity } from '~/rest/entity';

const LOCATION = /^(?:url:)(https?:\/\/.+)$/;

/** Where the file of an entity can be looked at or edited: by its annotations, or by the place it was read from. */
export function annotationUrl(entity: Entity, what: 'view' | 'edit'): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const explicit = annotations[`backstage.io/${what}-url`];
  if (explicit) {
    return explicit;
  }
  if (what === 'edit') {
    return undefined;
  }
  const source =
    annotations['backstage.io/source-location'] ?? annotations['backstage.io/managed-by-location'];
  return LOCATION.exec(source ?? '')?.[1];
}
