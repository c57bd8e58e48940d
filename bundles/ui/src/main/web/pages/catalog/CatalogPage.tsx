import { IconDatabaseImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/i18n';
import { useAllowed } from '~/rest/permissions';
import { ButtonLink } from '~/ui/Button';
import { DataTable } from '~/ui/DataTable';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { entityPath, entityRef } from '~/rest/entity';
import { Bulk } from './Bulk';
import styles from './CatalogPage.module.css';
import { ColumnMenu, useColumns } from './columns';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import { useRows } from './rows';
import { ViewMenu } from './ViewMenu';

/** The index of the catalog: everything that is known, to narrow down at once. */
export default function CatalogPage() {
  const { t } = useTranslation('catalog');
  const [filters, change] = useFilters();
  const { rows, total, query, error, refetch, isPending, isStale, onVisible } = useRows(filters);
  const { columns, hidden, setHidden } = useColumns();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayRegister = useAllowed('catalog.location.create');
  const toggle = (key: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(key)) {
        next.add(key);
      }
      return next;
    });
  return (
    <Page
      title={t('title')}
      subtitle={
        <span aria-live="polite">
          {isPending ? ' ' : t('found', { count: total, formatted: formatNumber(total) })}
        </span>
      }
      actions={
        <>
          <ViewMenu />
          <ExportMenu query={query} total={total} />
          <ColumnMenu hidden={hidden} onChange={setHidden} />
          {mayRegister && (
            <ButtonLink to="/catalog-import" icon={<IconDatabaseImport />}>
              {t('register')}
            </ButtonLink>
          )}
        </>
      }
      bar={<FilterBar filters={filters} onChange={change} total={total} />}
    >
      {selected.size > 0 && <Bulk selected={selected} onClear={() => setSelected(new Set())} />}
      {error ? (
        <ErrorCard error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton lines={14} height={20} />
      ) : (
        <div className={isStale ? styles.stale : undefined}>
          <DataTable
            label={t('title')}
            columns={columns}
            rows={rows}
            rowKey={entityRef}
            rowPath={entityPath}
            sort={filters.sort}
            onSort={(sort) => change({ sort })}
            onVisible={onVisible}
            selection={{ selected, onToggle: toggle, label: t('select') }}
            empty={<NothingFound mayRegister={mayRegister} whose={filters.whose} />}
          />
        </div>
      )}
    </Page>
  );
}

function NothingFound({ mayRegister, whose }: { mayRegister: boolean; whose: string }) {
  const { t } = useTranslation('catalog');
  return (
    <EmptyState
      title={t(`none.${whose}`)}
      action={
        <>
          <ButtonLink to="/catalog?filters[user]=all">{t('none.clear')}</ButtonLink>
          {mayRegister && <ButtonLink to="/catalog-import">{t('register')}</ButtonLink>}
          <ButtonLink variant="quiet" to="/admin/ingestion">
            {t('none.why')}
          </ButtonLink>
        </>
      }
    >
      {t(`none.${whose}Text`)}
    </EmptyState>
  );
}
