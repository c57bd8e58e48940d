import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntitiesByRefs } from '~/rest/catalog';
import { displayName, humanRef, NAME_FIELDS, relationsOf } from '~/rest/entity';
import { useStarred } from '~/rest/settings';
import { EntityLink } from '~/ui/EntityLink';
import { Skeleton } from '~/ui/Skeleton';
import { recentRefs } from './recent';
import styles from './widgets.module.css';

const FIELDS = [...NAME_FIELDS, 'metadata.description', 'spec.type', 'relations'];

/** What the user has starred. */
export function Starred() {
  const { t } = useTranslation('home');
  const { refs } = useStarred();
  return refs.length === 0 ? (
    <p className={styles.none}>{t('starred.none')}</p>
  ) : (
    <List refs={refs} />
  );
}

/** What was looked at last in this browser. */
export function Recent() {
  const { t } = useTranslation('home');
  const refs = useMemo(() => recentRefs().slice(0, 8), []);
  return refs.length === 0 ? (
    <p className={styles.none}>{t('recent.none')}</p>
  ) : (
    <List refs={refs} />
  );
}

function List({ refs }: { refs: string[] }) {
  const { data } = useEntitiesByRefs(refs, FIELDS);
  if (!data) {
    return <Skeleton lines={Math.min(6, refs.length)} />;
  }
  return (
    <ul className={styles.list}>
      {refs.map((ref) => {
        const entity = data.get(ref);
        const owner = entity && relationsOf(entity, 'ownedBy')[0];
        return (
          <li key={ref}>
            <EntityLink entityRef={ref} title={entity ? displayName(entity) : humanRef(ref)} />
            {owner && <span className={styles.hint}>{humanRef(owner, 'group')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
