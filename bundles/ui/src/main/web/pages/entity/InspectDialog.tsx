import { useQuery } from '@tanstack/react-query';
import { dump } from 'js-yaml';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colocatedQuery, explainQuery } from '~/rest/catalog';
import { api } from '~/rest/client';
import { displayName, type Entity, entityRef, namePath } from '~/rest/entity';
import { CodeBlock } from '~/ui/CodeBlock';
import { Dialog } from '~/ui/Dialog';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Segments } from '~/ui/Segments';
import { Skeleton } from '~/ui/Skeleton';
import styles from './InspectDialog.module.css';

const VIEWS = ['overview', 'ancestry', 'colocated', 'yaml', 'json'] as const;

type View = (typeof VIEWS)[number];

/** Everything the catalog knows of an entity, for whoever wants to know why it is as it is. */
export default function InspectDialog({
  entity,
  onClose,
}: {
  entity: Entity;
  onClose: () => void;
}) {
  const { t } = useTranslation('entity');
  const [view, setView] = useState<View>('overview');
  return (
    <Dialog
      title={t('inspect.title', { name: displayName(entity) })}
      size="large"
      onClose={onClose}
    >
      <div className={styles.views}>
        <Segments
          label={t('inspect.view')}
          value={view}
          onChange={setView}
          options={VIEWS.map((value) => ({ value, label: t(`inspect.${value}`) }))}
        />
      </div>
      {view === 'overview' && <Identity entity={entity} />}
      {view === 'ancestry' && <Ancestry entity={entity} />}
      {view === 'colocated' && <Colocated entity={entity} />}
      {view === 'yaml' && <CodeBlock text={dump(entity, { lineWidth: 100 })} language="yaml" />}
      {view === 'json' && <CodeBlock text={JSON.stringify(entity, undefined, 2)} language="json" />}
    </Dialog>
  );
}

function Identity({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const ref = entityRef(entity);
  const { data } = useQuery(explainQuery(ref));
  const rows: [string, string | undefined][] = [
    [t('fact.reference'), ref],
    ['uid', entity.metadata.uid],
    ['etag', entity.metadata.etag],
    ...Object.entries(entity.metadata.annotations ?? {}),
  ];
  return (
    <>
      {data?.findings.map(({ message }) => (
        <p key={message} className={styles.finding}>
          {message}
        </p>
      ))}
      <dl className={styles.rows}>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

interface Ancestors {
  rootEntityRef: string;
  items: { entity: Entity; parentEntityRefs: string[] }[];
}

function Ancestry({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const { data, error } = useQuery({
    queryKey: ['catalog', 'ancestry', entityRef(entity)],
    queryFn: ({ signal }) =>
      api.get<Ancestors>(`/catalog/entities/by-name/${namePath(entity)}/ancestry`, { signal }),
  });
  if (error) {
    return <ErrorCard error={error} />;
  }
  if (!data) {
    return <Skeleton lines={4} />;
  }
  const parents = new Map(
    data.items.map((item) => [entityRef(item.entity), item.parentEntityRefs] as const),
  );
  const chain: string[] = [];
  for (let ref: string | undefined = data.rootEntityRef; ref && !chain.includes(ref);) {
    chain.push(ref);
    ref = parents.get(ref)?.[0];
  }
  return (
    <>
      <p className={styles.finding}>{t('inspect.ancestryText')}</p>
      <ol className={styles.chain}>
        {chain.toReversed().map((ref) => (
          <li key={ref}>
            <EntityLink entityRef={ref} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Colocated({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const origin = entity.metadata.annotations?.['backstage.io/managed-by-origin-location'];
  const { data, error } = useQuery({
    ...colocatedQuery(origin ?? ''),
    enabled: origin !== undefined,
  });
  if (error) {
    return <ErrorCard error={error} />;
  }
  if (!data) {
    return origin ? <Skeleton lines={4} /> : <p>{t('inspect.noOrigin')}</p>;
  }
  return (
    <>
      <p className={styles.finding}>
        <code>{origin}</code>
      </p>
      <ul className={styles.refs}>
        {data.map((item) => (
          <li key={entityRef(item)}>
            <EntityLink entityRef={entityRef(item)} title={displayName(item)} />
          </li>
        ))}
      </ul>
    </>
  );
}
