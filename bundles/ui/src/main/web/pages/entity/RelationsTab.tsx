import { useTranslation } from 'react-i18next';
import { useEntitiesByRefs } from '~/rest/catalog';
import { RelationsGraph } from '~/pages/graph/RelationsGraph';
import { type Entity, entityRef, fullRef } from '~/rest/entity';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { Related } from './RelatedCards';
import styles from './RelatedCards.module.css';

/** All relations, as a graph and as lists by type. */
export default function RelationsTab({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const relations = entity.relations ?? [];
  const types = [...new Set(relations.map(({ type }) => type))];
  const { data } = useEntitiesByRefs(relations.map(({ targetRef }) => targetRef));
  if (relations.length === 0) {
    return <EmptyState title={t('relations.none')}>{t('relations.noneText')}</EmptyState>;
  }
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Card flush>
        <RelationsGraph rootRefs={[entityRef(entity)]} height={460} />
      </Card>
      {types.map((type) => (
        <Card key={type} title={t(`relation.${type}`, { defaultValue: type })} flush>
          <ul className={styles.list}>
            {relations
              .filter((relation) => relation.type === type)
              .map(({ targetRef }) => (
                <Related
                  key={targetRef}
                  entityRef={targetRef}
                  entity={data?.get(fullRef(targetRef))}
                />
              ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
