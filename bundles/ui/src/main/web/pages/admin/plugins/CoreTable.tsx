import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PluginUi } from '~/contributions/types';
import { type Column, DataTable } from '~/ui/DataTable';
import { Status } from '~/ui/Tag';
import type { Plugin } from './plugins';
import { brings, shortVersion, stateTone } from './words';

/** What the server itself consists of. */
export function CoreTable({ plugins, ui }: { plugins: Plugin[]; ui: Map<string, PluginUi> }) {
  const { t } = useTranslation('admin');
  const columns = useMemo<Column<Plugin>[]>(
    () => [
      {
        id: 'name',
        title: t('plugins.field.name'),
        primary: true,
        width: 'minmax(140px, 1fr)',
        cell: ({ id, name }) => (
          <Link to={`/admin/plugins/${id}`}>{name?.replace(/^Callboard :: /, '') ?? id}</Link>
        ),
      },
      {
        id: 'state',
        title: t('plugins.field.state'),
        primary: true,
        width: '120px',
        cell: ({ state }) => <Status tone={stateTone(state)}>{t(`plugins.state.${state}`)}</Status>,
      },
      {
        id: 'description',
        title: t('plugins.field.description'),
        width: 'minmax(160px, 2fr)',
        cell: ({ description }) => description,
      },
      {
        id: 'brings',
        title: t('plugins.bringsTitle'),
        width: 'minmax(160px, 1.2fr)',
        cell: (plugin) => brings(plugin, ui.get(plugin.id), t).join(' · '),
      },
      {
        id: 'version',
        title: t('plugins.field.version'),
        width: '80px',
        cell: ({ version }) => shortVersion(version),
      },
    ],
    [t, ui],
  );
  return (
    <DataTable
      label={t('plugins.core')}
      columns={columns}
      rows={plugins}
      rowKey={({ id }) => id}
      rowPath={({ id }) => `/admin/plugins/${id}`}
    />
  );
}
