import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { facetsQuery, useEntitiesByRefs } from '~/rest/catalog';
import { api } from '~/rest/client';
import {
  displayName,
  type Entity,
  entityRef,
  NAME_FIELDS,
  relationsOf,
  safeUrl,
} from '~/rest/entity';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { KindCounts } from '~/ui/KindCounts';
import { KindIcon } from '~/ui/KindIcon';
import { Segments } from '~/ui/Segments';
import { Skeleton } from '~/ui/Skeleton';
import styles from './OrgCards.module.css';

/** Who is in a group, and what it owns. */
export function GroupCards({ entity }: { entity: Entity }) {
  return (
    <>
      <Members entity={entity} />
      <Ownership refs={[entityRef(entity)]} />
    </>
  );
}

/** How to reach a group or a person, and where a group stands. */
export function OrgFacts({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  return (
    <>
      <Profile entity={entity} />
      {entity.kind === 'Group' && (
        <Card title={t('org.hierarchy')}>
          <Hierarchy entity={entity} />
        </Card>
      )}
    </>
  );
}

/** In which groups somebody is, and what is theirs. */
export function UserCards({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const groups = relationsOf(entity, 'memberOf');
  return (
    <>
      {groups.length > 0 && (
        <Card title={t('org.memberOf')}>
          <ul className={styles.people}>
            {groups.map((ref) => (
              <li key={ref}>
                <EntityLink entityRef={ref} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Ownership refs={[entityRef(entity), ...groups]} />
    </>
  );
}

function Profile({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const profile = entity.spec?.profile;
  const picture = safeUrl(profile?.picture);
  if (!profile?.email && !picture) {
    return null;
  }
  return (
    <Card title={t('org.profile')}>
      <div className={styles.profile}>
        {picture && <img src={picture} alt="" width={48} height={48} className={styles.picture} />}
        <div>
          <p className={styles.strong}>{displayName(entity)}</p>
          {profile?.email && <a href={`mailto:${profile.email}`}>{profile.email}</a>}
        </div>
      </div>
    </Card>
  );
}

function Members({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const [which, setWhich] = useState<'direct' | 'all'>('direct');
  const direct = relationsOf(entity, 'hasMember');
  const nested = useDescendants(entity, which === 'all');
  const refs = which === 'all' ? (nested.data?.members ?? direct) : direct;
  const { data } = useEntitiesByRefs(refs, NAME_FIELDS);
  const hasChildren = relationsOf(entity, 'parentOf').length > 0;
  return (
    <Card
      title={t('org.members', { count: refs.length })}
      actions={
        hasChildren && (
          <Segments
            label={t('org.which')}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'direct', label: t('org.direct') },
              { value: 'all', label: t('org.aggregated') },
            ]}
          />
        )
      }
    >
      {refs.length === 0 ? (
        <p className={styles.none}>{t('org.noMembers')}</p>
      ) : data ? (
        <ul className={styles.people}>
          {refs.map((ref) => {
            const person = data.get(ref);
            return (
              <li key={ref}>
                <EntityLink entityRef={ref} title={person ? displayName(person) : undefined} />
              </li>
            );
          })}
        </ul>
      ) : (
        <Skeleton lines={3} />
      )}
    </Card>
  );
}

/** Everybody in a group and in those below it, walked a level at a time: as many requests as there are levels. */
function useDescendants(entity: Entity, enabled: boolean) {
  const root = entityRef(entity);
  return useQuery({
    queryKey: ['catalog', 'descendants', root],
    enabled,
    queryFn: async ({ signal }) => {
      const members = new Set(relationsOf(entity, 'hasMember'));
      const seen = new Set([root]);
      let level = relationsOf(entity, 'parentOf');
      while (level.length > 0) {
        const entityRefs = level.filter((ref) => !seen.has(ref));
        entityRefs.forEach((ref) => seen.add(ref));
        if (entityRefs.length === 0) {
          break;
        }
        const { items } = await api.post<{ items: (Entity | null)[] }>(
          '/catalog/entities/by-refs',
          { entityRefs, fields: ['kind', 'metadata', 'relations'] },
          { signal },
        );
        const found = items.filter((item) => item !== null);
        found
          .flatMap((group) => relationsOf(group, 'hasMember'))
          .forEach((ref) => members.add(ref));
        level = found.flatMap((group) => relationsOf(group, 'parentOf'));
      }
      return { members: [...members] };
    },
  });
}

/** How much of each kind somebody owns, each number a way to the list. */
function Ownership({ refs }: { refs: string[] }) {
  const { t } = useTranslation('entity');
  const filter = refs.map((ref) => `relations.ownedBy=${ref}`).join(',');
  const { data } = useQuery(facetsQuery(['kind'], [filter]));
  const kinds = data?.['kind'] ?? [];
  const owners = refs.map((ref) => `&filters[owners]=${encodeURIComponent(ref)}`).join('');
  return (
    <Card title={t('org.ownership')}>
      {data && kinds.length === 0 && <p className={styles.none}>{t('org.ownsNothing')}</p>}
      {!data && <Skeleton lines={2} />}
      <KindCounts
        kinds={kinds.map(({ value, count }) => ({ kind: value, count }))}
        filters={`filters[user]=all${owners}`}
      />
    </Card>
  );
}

function Hierarchy({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const parents = relationsOf(entity, 'childOf');
  const children = relationsOf(entity, 'parentOf');
  if (parents.length + children.length === 0) {
    return <p className={styles.none}>{t('org.alone')}</p>;
  }
  return (
    <div className={styles.tree}>
      {parents.map((ref) => (
        <EntityLink key={ref} entityRef={ref} />
      ))}
      <div className={styles.branch}>
        <span className={styles.self}>
          <KindIcon kind="group" /> {displayName(entity)}
        </span>
        {children.length > 0 && (
          <ul className={styles.branch}>
            {children.map((ref) => (
              <li key={ref}>
                <EntityLink entityRef={ref} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
