import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Route, Routes } from 'react-router';
import { Page } from '~/ui/Page';
import { TabBar } from '~/ui/Tabs';
import { Conflicts } from './ingestion/Conflicts';
import { Deletions } from './ingestion/Deletions';
import { Explain } from './ingestion/Explain';
import { conflictsQuery, deletionsQuery, failedQuery, ingestionQuery } from './ingestion/ingestion';
import { Problems } from './ingestion/Problems';
import { Sources } from './ingestion/Sources';
import { Trash } from './ingestion/Trash';

/** Where the catalog comes from, and what is wrong with it. */
export default function IngestionPage() {
  const { t } = useTranslation('admin');
  const ingestion = useInfiniteQuery(ingestionQuery(false));
  const failed = useQuery(failedQuery);
  const conflicts = useQuery(conflictsQuery);
  const deletions = useQuery(deletionsQuery);
  const base = '/admin/ingestion';
  return (
    <Page title={t('ingestion.title')} subtitle={t('ingestion.subtitle')}>
      <Explain />
      <TabBar
        label={t('ingestion.title')}
        tabs={[
          {
            to: base,
            end: true,
            label: t('ingestion.sources'),
            count: ingestion.data?.pages[0]?.totalItems,
          },
          {
            to: `${base}/problems`,
            label: t('ingestion.problems'),
            count: failed.data?.totalItems,
          },
          {
            to: `${base}/conflicts`,
            label: t('ingestion.conflicts'),
            count: conflicts.data?.totalItems,
          },
          {
            to: `${base}/deletions`,
            label: t('ingestion.deletions'),
            count: deletions.data?.items.length,
          },
          { to: `${base}/trash`, label: t('ingestion.trash') },
        ]}
      />
      <Routes>
        <Route index element={<Sources />} />
        <Route path="problems" element={<Problems />} />
        <Route path="conflicts" element={<Conflicts />} />
        <Route path="deletions" element={<Deletions />} />
        <Route path="trash" element={<Trash />} />
      </Routes>
    </Page>
  );
}
