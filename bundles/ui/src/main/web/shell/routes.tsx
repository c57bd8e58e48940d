import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Frame } from './Frame';
import { ContributedPage } from './ContributedPage';
import { RouteError } from './RouteError';

/** A page whose code comes when it is first shown. */
const page = (
  path: string,
  load: () => Promise<{ default: ComponentType }>,
  children?: RouteObject[],
): RouteObject => ({
  path,
  lazy: () => load().then((module) => ({ Component: module.default })),
  children,
});

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Frame,
    HydrateFallback: () => null,
    errorElement: <RouteError />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          {
            ...page('', () => import('~/pages/home/HomePage')),
            index: true,
            path: undefined,
          } as RouteObject,
          page('catalog', () => import('~/pages/catalog/CatalogPage')),
          page('catalog/:namespace/:kind/:name/*', () => import('~/pages/entity/EntityPage')),
          page('catalog-graph', () => import('~/pages/graph/GraphPage')),
          page('catalog-import', () => import('~/pages/import/ImportPage')),
          page('api-docs', () => import('~/pages/apis/ApisPage')),
          page('create', () => import('~/pages/create/CreatePage')),
          page('create/templates/:namespace/:name', () => import('~/pages/create/WizardPage')),
          page('create/tasks', () => import('~/pages/create/TasksPage')),
          page('create/tasks/:taskId', () => import('~/pages/create/TaskPage')),
          page('create/edit', () => import('~/pages/create/EditorPage')),
          page('create/actions', () => import('~/pages/create/ActionsPage')),
          page('docs', () => import('~/pages/docs/DocsPage')),
          page('docs/:namespace/:kind/:name/*', () => import('~/pages/docs/ReaderPage')),
          page('search', () => import('~/pages/search/SearchPage')),
          page('notifications/*', () => import('~/pages/notifications/NotificationsPage')),
          page('settings/*', () => import('~/pages/settings/SettingsPage')),
          page('admin/plugins/*', () => import('~/pages/admin/PluginsPage')),
          page('admin/health', () => import('~/pages/admin/HealthPage')),
          page('admin/ingestion/*', () => import('~/pages/admin/IngestionPage')),
          page('admin/config', () => import('~/pages/admin/ConfigPage')),
          page('admin/schedules', () => import('~/pages/admin/SchedulesPage')),
          page('admin/audit', () => import('~/pages/admin/AuditPage')),
          { path: 'admin', element: <Navigate to="/admin/plugins" replace /> },
          // Addresses of Backstage that are called otherwise here.
          { path: 'devtools/*', element: <Navigate to="/admin/health" replace /> },
          { path: '*', Component: ContributedPage },
        ],
      },
    ],
  },
]);
