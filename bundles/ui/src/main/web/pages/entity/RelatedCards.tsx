import { useTranslation } from 'react-i18next';
import { useEntitiesByRefs } from '~/rest/catalog';
import {
  displayName,
  type Entity,
  fullRef,
  humanRef,
  NAME_FIELDS,
  parseRef,
  relationsOf,
} from '~/rest/entity';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { Skeleton } from '~/ui/Skeleton';
import { Tag } from '~/ui/Tag';
import styles from './RelatedCards.module.css';

/** Which relations get a card, for which kinds of targets, in the order of what people ask for. */
const CARDS: { id: string; relation: string; kinds?: string[] }[] = [
  { id: 'providesApi', relation: 'providesApi' },
  { id: 'consumesApi', relation: 'consumesApi' },
  { id: 'apiProvidedBy', relation: 'apiProvidedBy' },
  { id: 'apiConsumedBy', relation: 'apiConsumedBy' },
  { id: 'hasSubdomains', relation: 'hasPart', kinds: ['domain'] },
  { id: 'hasSystems', relation: 'hasPart', kinds: ['system'] },
  { id: 'hasComponents', relation: 'hasPart', kinds: ['component'] },
  { id: 'hasApis', relation: 'hasPart', kinds: ['api'] },
  { id: 'hasResources', relation: 'hasPart', kinds: ['resource'] },
  { id: 'dependsOn', relation: 'dependsOn' },
  { id: 'dependencyOf', relation: 'dependencyOf' },
];

const FIELDS = [...NAME_FIELDS, 'metadata.description', 'spec.type', 'spec.lifecycle', 'relations'];

/** One card for each sort of relation, all filled by one request. */
export function RelatedCards({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const cards = CARDS.map((card) => ({
    ...card,
    refs: relationsOf(entity, card.relation).filter(
      (ref) => !card.kinds || card.kinds.includes(parseRef(ref).kind),
    ),
  })).filter(({ refs }) => refs.length > 0);
  const { data } = useEntitiesByRefs(
    cards.flatMap(({ refs }) => refs),
    FIELDS,
  );
  return cards.map(({ id, refs }) => (
    <Card key={id} title={t(`related.${id}`)} flush>
      {data ? (
        <ul className={styles.list}>
          {refs.map((ref) => (
            <Related key={ref} entityRef={ref} entity={data.get(fullRef(ref))} />
          ))}
        </ul>
      ) : (
        <div className={styles.wait}>
          <Skeleton lines={Math.min(4, refs.length)} />
        </div>
      )}
    </Card>
  ));
}

export function Related({ entityRef, entity }: { entityRef: string; entity?: Entity }) {
  const { t } = useTranslation('entity');
  const owner = entity && relationsOf(entity, 'ownedBy')[0];
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <EntityLink
          entityRef={entityRef}
          title={entity ? displayName(entity) : humanRef(entityRef)}
        />
      </span>
      <span className={styles.description} title={entity?.metadata.description}>
        {entity ? entity.metadata.description : t('related.missing')}
      </span>
      {typeof entity?.spec?.type === 'string' && <Tag>{entity.spec.type}</Tag>}
      {owner && <span className={styles.owner}>{humanRef(owner, 'group')}</span>}
    </li>
  );
}
