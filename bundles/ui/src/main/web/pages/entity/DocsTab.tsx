import { Navigate } from 'react-router';
import { type Entity, entityRef, parseRef } from '~/rest/entity';

/** The documentation of an entity has pages of its own. */
export default function DocsTab({ entity, path }: { entity: Entity; path: string }) {
  const { kind, namespace, name } = parseRef(entityRef(entity));
  return <Navigate to={`/docs/${namespace}/${kind}/${name}/${path}`} replace />;
}
