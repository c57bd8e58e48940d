import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  displayName,
  type Entity,
  entityPath,
  entityRef,
  humanRef,
  problemsOf,
  relationsOf,
} from '~/rest/entity';
import { useStarred, useUserSetting } from '~/rest/settings';
import { Link } from 'react-router';
import type { Column } from '~/ui/DataTable';
import { FilterMenu } from '~/ui/FilterMenu';
import { KindIcon } from '~/ui/KindIcon';
import { Star } from '~/ui/StarButton';
import { Tag } from '~/ui/Tag';
import styles from './columns.module.css';

const OPTIONAL = ['system', 'owner', 'type', 'lifecycle', 'description', 'tags'] as const;

/** The columns that show, and which the user has put away. */
export function useColumns() {
  const { t } = useTranslation('catalog');
  const [hidden, setHidden] = useUserSetting<string[]>('callboard.catalog', 'hiddenColumns', []);
  const { refs: starred, toggle } = useStarred();
  const columns = useMemo(() => {
    const all: Column<Entity>[] = [
      {
        id: 'name',
        title: t('column.name'),
        width: 'minmax(180px, 2fr)',
        sortable: true,
        primary: true,
        cell: (entity) => <Name entity={entity} />,
      },
      refs('owner', t('column.owner'), 'ownedBy', 'group'),
      { ...text('type', t('column.type'), (entity) => entity.spec?.type), width: '100px' },
      {
        ...text('lifecycle', t('column.lifecycle'), (entity) => entity.spec?.lifecycle),
        width: '110px',
      },
      { ...refs('system', t('column.system'), 'partOf', 'system'), primary: false, from: 600 },
      {
        ...text('description', t('column.description'), (entity) => entity.metadata.description),
        width: 'minmax(120px, 2.5fr)',
        from: 760,
        sortable: false,
      },
      {
        id: 'tags',
        title: t('column.tags'),
        width: 'minmax(70px, 1.2fr)',
        from: 900,
        cell: ({ metadata: { tags = [] } }) => (
          <span className={styles.tags} title={tags.join(', ')}>
            {tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </span>
        ),
      },
      {
        id: 'star',
        title: t('star'),
        hideTitle: true,
        width: '28px',
        cell: (entity) => (
          <Star
            starred={starred.includes(entityRef(entity))}
            name={displayName(entity)}
            onToggle={() => toggle(entityRef(entity))}
          />
        ),
      },
    ];
    return all.filter(({ id }) => !hidden.includes(id));
    // What toggles only changes with what is starred.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [hidden, t, starred]);
  return { columns, hidden, setHidden };
}

function text(id: string, title: string, value: (entity: Entity) => unknown): Column<Entity> {
  return {
    id,
    title,
    sortable: true,
    cell: (entity) => (
      <span title={String(value(entity) ?? '')}>{String(value(entity) ?? '')}</span>
    ),
  };
}

/** References are shown as they are: their titles would cost a request, and the reference says enough in a list. */
function refs(id: string, title: string, relation: string, kind: string): Column<Entity> {
  return {
    id,
    title,
    sortable: true,
    primary: true,
    width: 'minmax(96px, 1fr)',
    cell: (entity) =>
      relationsOf(entity, relation)
        .filter((ref) => relation !== 'partOf' || ref.startsWith(`${kind}:`))
        .map((ref) => (
          <Link key={ref} to={entityPath(ref)} title={ref} className={styles.ref}>
            {humanRef(ref, kind)}
          </Link>
        )),
  };
}

function Name({ entity }: { entity: Entity }) {
  const { t } = useTranslation('catalog');
  const failed = problemsOf(entity).some(({ level }) => level === 'error');
  const orphan = entity.metadata.annotations?.['backstage.io/orphan'] === 'true';
  return (
    <span className={styles.name}>
      <KindIcon kind={entity.kind} />
      <Link to={entityPath(entity)} title={entityRef(entity)}>
        {displayName(entity)}
      </Link>
      {failed && <Tag tone="red">{t('status.error')}</Tag>}
      {orphan && <Tag tone="amber">{t('status.orphan')}</Tag>}
    </span>
  );
}

/** Chooses the columns. */
export function ColumnMenu({
  hidden,
  onChange,
}: {
  hidden: string[];
  onChange: (hidden: string[]) => void;
}) {
  const { t } = useTranslation('catalog');
  return (
    <FilterMenu
      label={t('columns')}
      options={OPTIONAL.map((id) => ({ value: id, label: t(`column.${id}`) }))}
      selected={OPTIONAL.filter((id) => !hidden.includes(id))}
      summary={false}
      onChange={(shown) => onChange(OPTIONAL.filter((id) => !shown.includes(id)))}
    />
  );
}
