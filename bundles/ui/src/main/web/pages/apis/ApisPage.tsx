import { IconPlugConnected } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/i18n';
import { displayName, type Entity, entityPath, entityRef, relationsOf } from '~/rest/entity';
import { type FieldName, useEntityList } from '~/rest/entityList';
import { ButtonLink } from '~/ui/Button';
import { type Column, DataTable } from '~/ui/DataTable';
import { EmptyState } from '~/ui/EmptyState';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { ListBar } from '~/ui/ListBar';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { StarButton } from '~/ui/StarButton';
import { Tag } from '~/ui/Tag';

const NAMES: FieldName[] = ['type', 'owners', 'lifecycles', 'tags'];
const SHOWN =
  'kind,metadata.name,metadata.namespace,metadata.title,metadata.description,metadata.tags,' +
  'spec.type,spec.lifecycle,spec.owner,relations';

/** All APIs: of what type, whose, and by how many they are used. */
export default function ApisPage() {
  const { t } = useTranslation('apis');
  const list = useEntityList({ kind: 'api' }, NAMES, SHOWN);
  const columns = useMemo(() => columnsOf(t), [t]);
  const none = (
    <EmptyState
      icon={<IconPlugConnected />}
      title={t('none.title')}
      action={<ButtonLink to="/api-docs">{t('none.clear')}</ButtonLink>}
    >
      {t('none.text')}
    </EmptyState>
  );
  return (
    <Page
      title={t('title')}
      subtitle={
        <span aria-live="polite">
          {list.data
            ? t('found', { count: list.total, formatted: formatNumber(list.total) })
            : '\u00a0'}
        </span>
      }
      bar={<ListBar list={list} names={NAMES} />}
    >
      {list.error ? (
        <ErrorCard error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data ? (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.rows}
          rowKey={entityRef}
          rowPath={(entity) => entityPath(entity)}
          sort={{ column: 'name', descending: list.descending }}
          onSort={(sort) => list.change('sort', sort.descending ? '-name' : undefined)}
          onVisible={list.onVisible}
          empty={none}
        />
      ) : (
        <Skeleton lines={12} height={20} />
      )}
    </Page>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation>['t']): Column<Entity>[] {
  const count = (id: string, relation: string): Column<Entity> => ({
    id,
    title: t(`column.${id}`),
    width: '100px',
    align: 'end',
    cell: (entity) => formatNumber(relationsOf(entity, relation).length),
  });
  return [
    {
      id: 'name',
      title: t('column.name'),
      width: 'minmax(160px, 1.4fr)',
      sortable: true,
      primary: true,
      cell: (entity) => <EntityLink entityRef={entityRef(entity)} title={displayName(entity)} />,
    },
    {
      id: 'type',
      title: t('column.type'),
      width: '110px',
      primary: true,
      cell: ({ spec }) => spec?.type && <Tag>{spec.type}</Tag>,
    },
    {
      id: 'owner',
      title: t('column.owner'),
      cell: (entity) => {
        const owner = relationsOf(entity, 'ownedBy')[0];
        return owner && <EntityLink entityRef={owner} defaultKind="group" />;
      },
    },
    {
      id: 'lifecycle',
      title: t('column.lifecycle'),
      width: '110px',
      cell: (e) => e.spec?.lifecycle,
    },
    count('providers', 'apiProvidedBy'),
    count('consumers', 'apiConsumedBy'),
    {
      id: 'description',
      title: t('column.description'),
      width: 'minmax(80px, 2fr)',
      cell: ({ metadata }) => <span title={metadata.description}>{metadata.description}</span>,
    },
    {
      id: 'star',
      title: t('column.star'),
      width: '60px',
      cell: (entity) => <StarButton entityRef={entityRef(entity)} name={displayName(entity)} />,
    },
  ];
}
