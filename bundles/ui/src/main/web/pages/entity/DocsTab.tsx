import { Reader } from '~/pages/docs/Reader';
import { type Entity, entityPath, entityRef } from '~/rest/entity';

/** The documentation of an entity, beside its other tabs. */
export default function DocsTab({ entity, path }: { entity: Entity; path: string }) {
  return <Reader entityRef={entityRef(entity)} path={path} base={entityPath(entity, 'docs')} />;
}
