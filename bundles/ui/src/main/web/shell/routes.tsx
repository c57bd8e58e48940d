import { type ComponentType, createElement, lazy } from 'react';
import { matchPath, Navigate, Route, Routes } from 'react-router';
import { ContributedPage } from './ContributedPage';
import { whileLoading } from './loading';

type Load = () => Promise<{ default: ComponentType }>;

/** Every page and where it is; its code comes when it is first shown. */
const PAGES: [path: string, load: Load][] = [
  ['/', () => import('~/pages/home/HomePage')],
  ['catalog', () => import('~/pages/catalog/CatalogPage')],
  ['catalog/:namespace/:kind/:name/*', () => import('~/pages/entity/EntityPage')],
  ['catalog-graph', () => import('~/pages/graph/GraphPage')],
  ['catalog-import', () => import('~/pages/import/ImportPage')],
  ['api-docs', () => import('~/pages/apis/ApisPage')],
  ['create', () => import('~/pages/create/CreatePage')],
  ['create/templates/:namespace/:name', () => import('~/pages/create/WizardPage')],
  ['create/tasks', () => import('~/pages/create/TasksPage')],
  ['create/tasks/:taskId', () => import('~/pages/create/TaskPage')],
  ['create/edit', () => import('~/pages/create/EditorPage')],
  ['create/actions', () => import('~/pages/create/ActionsPage')],
  ['docs', () => import('~/pages/docs/DocsPage')],
  ['docs/:namespace/:kind/:name/*', () => import('~/pages/docs/ReaderPage')],
  ['search', () => import('~/pages/search/SearchPage')],
  ['notifications/*', () => import('~/pages/notifications/NotificationsPage')],
  ['settings/*', () => import('~/pages/settings/SettingsPage')],
  ['admin/plugins/*', () => import('~/pages/admin/PluginsPage')],
  ['admin/health', () => import('~/pages/admin/HealthPage')],
  ['admin/ingestion/*', () => import('~/pages/admin/IngestionPage')],
  ['admin/config', () => import('~/pages/admin/ConfigPage')],
  ['admin/schedules', () => import('~/pages/admin/SchedulesPage')],
  ['admin/audit', () => import('~/pages/admin/AuditPage')],
];

/** Begins to load the page of an address, before anybody can show it. */
export function beginToLoad(pathname: string): void {
  const page = PAGES.find(([path]) =>
    matchPath(path.startsWith('/') ? path : `/${path}`, pathname),
  );
  // A failure is told where the page is shown.
  page?.[1]().catch(() => undefined);
}

const ELEMENTS = PAGES.map(([path, load]) => ({
  path,
  element: createElement(lazy(() => whileLoading(load()))),
}));

/** The page of the address: one of ours, or one of a plugin. */
export function Pages() {
  return (
    <Routes>
      {ELEMENTS.map(({ path, element }) => (
        <Route key={path} path={path} element={element} />
      ))}
      <Route path="admin" element={<Navigate to="/admin/plugins" replace />} />
      {/* An address of Backstage that is called otherwise here. */}
      <Route path="devtools/*" element={<Navigate to="/admin/health" replace />} />
      <Route path="*" element={<ContributedPage />} />
    </Routes>
  );
}
