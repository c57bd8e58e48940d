import { IconFilterOff, IconSearch, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Entity, entityRef, humanRef } from '~/rest/entity';
import { useAllowed } from '~/rest/permissions';
import { tasksQuery } from '~/rest/scaffolder';
import { Button, ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox, Select, TextField } from '~/ui/Field';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { CreateTabs } from './CreateTabs';
import { usualDurations } from './durations';
import { countedValues, ownerOf, useFiltered, useGalleryFilters, useTemplates } from './gallery';
import styles from './Gallery.module.css';
import { TemplateCard } from './TemplateCard';

/** The gallery: everything that one can have made. */
export default function CreatePage() {
  const { t } = useTranslation('create');
  const mayRegister = useAllowed('catalog.location.create');
  const mayCreate = useAllowed('scaffolder.task.create');
  const { data, error, refetch } = useTemplates();
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={mayRegister && <ButtonLink to="/catalog-import">{t('registerExisting')}</ButtonLink>}
      bar={<CreateTabs />}
    >
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {data && !mayCreate && <p className={styles.note}>{t('mayNotCreate')}</p>}
      {data ? <Gallery templates={data.items} /> : !error && <Placeholders />}
    </Page>
  );
}

function Placeholders() {
  return (
    <div className={styles.grid}>
      {[1, 2, 3].map((card) => (
        <div key={card} className={styles.card}>
          <Skeleton lines={6} />
        </div>
      ))}
    </div>
  );
}

function Gallery({ templates }: { templates: Entity[] }) {
  const { t } = useTranslation('create');
  const { filters, set, clear } = useGalleryFilters();
  const shown = useFiltered(templates, filters);
  const past = useQuery({
    ...tasksQuery({ status: 'completed', limit: 50 }),
    staleTime: 5 * 60_000,
  });
  const usually = useMemo(() => usualDurations(past.data?.tasks ?? []), [past.data]);
  if (templates.length === 0) {
    return (
      <EmptyState
        icon={<IconTemplate stroke={1.4} />}
        title={t('empty.title')}
        action={
          <>
            <ButtonLink to="/catalog-import">{t('registerExisting')}</ButtonLink>
            <ButtonLink to="/create/edit">{t('empty.write')}</ButtonLink>
          </>
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <Filters templates={templates} filters={filters} set={set} />
      {shown.length === 0 && (
        <EmptyState
          icon={<IconFilterOff stroke={1.4} />}
          title={t('noMatch.title')}
          action={
            <>
              <Button onClick={clear}>{t('noMatch.clear')}</Button>
              <ButtonLink to="/admin/ingestion">{t('noMatch.why')}</ButtonLink>
            </>
          }
        >
          {t('noMatch.text', { count: templates.length })}
        </EmptyState>
      )}
      <ul className={styles.grid}>
        {shown.map((template) => {
          const ref = entityRef(template);
          return <TemplateCard key={ref} template={template} usually={usually.get(ref)} />;
        })}
      </ul>
    </>
  );
}

function Filters({
  templates,
  filters,
  set,
}: { templates: Entity[] } & Pick<ReturnType<typeof useGalleryFilters>, 'filters' | 'set'>) {
  const { t } = useTranslation('create');
  const choices = (values: (string | undefined)[], label: (value: string) => string = (v) => v) => [
    { value: '', label: t('filter.all') },
    ...countedValues(values).map(({ value, count }) => ({ value, label: label(value), count })),
  ];
  return (
    <search className={styles.filters}>
      <TextField
        label={t('filter.text')}
        hideLabel
        icon={<IconSearch aria-hidden />}
        type="search"
        data-search
        placeholder={t('filter.text')}
        value={filters.text}
        onChange={(event) => set('text', event.target.value)}
      />
      <Select
        label={t('filter.type')}
        value={filters.type}
        options={choices(templates.map(({ spec }) => spec?.type))}
        onChange={(value) => set('type', value)}
      />
      <Select
        label={t('filter.tag')}
        value={filters.tags[0] ?? ''}
        options={choices(templates.flatMap(({ metadata }) => metadata.tags ?? []))}
        onChange={(value) => set('tag', value)}
      />
      <Select
        label={t('filter.owner')}
        value={filters.owner}
        options={choices(templates.map(ownerOf), (ref) => humanRef(ref, 'group'))}
        onChange={(value) => set('owner', value)}
      />
      <span className={styles.starred}>
        <Checkbox
          label={t('filter.starred')}
          checked={filters.starred}
          onChange={(event) => set('starred', event.target.checked ? 'true' : '')}
        />
      </span>
    </search>
  );
}
