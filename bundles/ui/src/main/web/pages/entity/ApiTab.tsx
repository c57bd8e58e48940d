import type { Entity } from '~/rest/entity';
import { Definition } from '~/pages/apis/Definition';

/** The definition of an API, in the viewer of its type. */
export default function ApiTab({ entity }: { entity: Entity }) {
  return <Definition entity={entity} />;
}
