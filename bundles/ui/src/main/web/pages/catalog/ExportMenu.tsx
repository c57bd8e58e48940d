import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import { download, saveAs } from '~/rest/download';
import { type EntityPage, type EntityQuery } from '~/rest/catalog';
import type { Entity } from '~/rest/entity';
import { Menu } from '~/ui/Menu';
import { toast } from '~/ui/toast';

/** Saves what the filters leave, all of it and not only what shows. */
export function ExportMenu({ query, total }: { query: EntityQuery; total: number }) {
  const { t } = useTranslation('catalog');
  const { fields: _fields, limit: _limit, ...all } = query;
  const run = (action: () => Promise<void>) => () =>
    void action().catch((failure: Error) => toast(failure.message, { tone: 'red' }));
  return (
    <Menu
      label={t('export.label')}
      actions={[
        {
          id: 'csv',
          label: t('export.csv'),
          disabled: total === 0,
          run: run(() => download('/catalog/entities.csv', 'catalog.csv', { ...all })),
        },
        {
          id: 'json',
          label: t('export.json'),
          disabled: total === 0,
          run: run(async () => {
            const entities = await everything(all);
            const text = JSON.stringify(entities, undefined, 2);
            saveAs(new Blob([text], { type: 'application/json' }), 'catalog.json');
          }),
        },
      ]}
    >
      <IconDownload aria-hidden /> {t('export.label')}
    </Menu>
  );
}

async function everything(query: EntityQuery): Promise<Entity[]> {
  const found: Entity[] = [];
  let params: EntityQuery = { ...query, limit: 1000 };
  for (;;) {
    const page = await api.get<EntityPage>('/catalog/entities/by-query', { params: { ...params } });
    found.push(...page.items);
    if (!page.pageInfo.nextCursor) {
      return found;
    }
    params = { cursor: page.pageInfo.nextCursor, limit: 1000 };
  }
}
