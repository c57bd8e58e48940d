import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { forEntity, useContributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import { type Entity, entityRef } from '~/rest/entity';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Skeleton } from '~/ui/Skeleton';
import { AboutCard, LabelsCard, LinksCard } from './AboutCard';
import { GroupCards, OrgFacts, UserCards } from './OrgCards';
import styles from './Overview.module.css';
import { RelatedCards } from './RelatedCards';

const RelationsGraph = lazy(() =>
  import('~/pages/graph/RelationsGraph').then((module) => ({ default: module.RelationsGraph })),
);

/** Facts on the left, living things on the right. */
export function Overview({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const cards = forEntity(useContributed('entityCards'), entity);
  const show = (card: (typeof cards)[number]) => (
    <Card key={`${card.plugin.id}:${card.id}`} title={card.title}>
      <ElementHost item={card} entity={entity} />
    </Card>
  );
  const full = cards.filter(({ area, size }) => size === 'full' && area !== 'summary');
  const at = (area: string) =>
    cards.filter((card) => (card.area ?? 'content') === area && !full.includes(card)).map(show);
  return (
    <>
      {cards.some(({ area }) => area === 'summary') && (
        <div className={styles.summary}>{at('summary')}</div>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <AboutCard entity={entity} />
          {['Group', 'User'].includes(entity.kind) && <OrgFacts entity={entity} />}
          <LinksCard entity={entity} />
          <LabelsCard entity={entity} />
          {at('info')}
        </div>
        <div className={styles.column}>
          {entity.kind === 'Group' && <GroupCards entity={entity} />}
          {entity.kind === 'User' && <UserCards entity={entity} />}
          {(entity.relations?.length ?? 0) > 0 && (
            <Card
              title={t('graph.title')}
              flush
              actions={
                <ButtonLink
                  variant="quiet"
                  to={`/catalog-graph?rootEntityRefs[]=${encodeURIComponent(entityRef(entity))}`}
                >
                  {t('graph.open')}
                </ButtonLink>
              }
            >
              <Suspense
                fallback={
                  <div className={styles.graph}>
                    <Skeleton lines={6} />
                  </div>
                }
              >
                <RelationsGraph rootRefs={[entityRef(entity)]} height={300} compact />
              </Suspense>
            </Card>
          )}
          <RelatedCards entity={entity} />
          {at('content')}
        </div>
      </div>
      {full.length > 0 && <div className={styles.full}>{full.map(show)}</div>}
    </>
  );
}
