import { IconPlug, IconSearch, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useContributions } from '~/contributions/contributions';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { TextField } from '~/ui/Field';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { toast } from '~/ui/toast';
import { AvailableTile } from './AvailableTile';
import styles from './Board.module.css';
import { CoreTable } from './CoreTable';
import { DropZone } from './DropZone';
import { InstallDialog } from './InstallDialog';
import type { PluginEvent } from './lifecycle';
import { type Parcel, parcelOf, pluginsQuery } from './plugins';
import { RejectedList } from './RejectedList';
import { Tile } from './Tile';

/** Every plugin at a glance: what it is, how it is, what it brings and what it lacks. */
export function Board({ events }: { events: PluginEvent[] }) {
  const { t } = useTranslation('admin');
  const [params, setParams] = useSearchParams();
  const text = params.get('text') ?? '';
  const { data, error, refetch } = useQuery(pluginsQuery);
  const { plugins: contributed } = useContributions();
  const mayInstall = useAllowed('callboard.plugin.install');
  const [parcel, setParcel] = useState<Parcel>();
  const chooser = useRef<HTMLInputElement>(null);
  const take = (files: readonly File[]) =>
    void parcelOf(files).then((found) =>
      found ? setParcel(found) : toast(t('plugins.noJar'), { tone: 'red' }),
    );
  const fits = ({ id, name, publisher }: { id: string; name?: string; publisher?: string }) =>
    `${id} ${name ?? ''} ${publisher ?? 'callboard'}`.toLowerCase().includes(text.toLowerCase());
  const own = data?.items.filter(({ core, shipped }) => !core && !shipped) ?? [];
  const shipped = data?.items.filter((plugin) => plugin.shipped && fits(plugin)) ?? [];
  const available = data?.available.filter(fits) ?? [];
  const core = data?.items.filter((plugin) => plugin.core && fits(plugin)) ?? [];
  const ui = new Map(contributed.map((plugin) => [plugin.id, plugin]));
  const choose = (
    <Button variant="primary" icon={<IconUpload />} onClick={() => chooser.current?.click()}>
      {t('plugins.install')}
    </Button>
  );
  return (
    <Page
      title={t('plugins.title')}
      subtitle={t('plugins.subtitle')}
      actions={
        <>
          <TextField
            label={t('plugins.filter')}
            hideLabel
            icon={<IconSearch aria-hidden />}
            placeholder={t('plugins.filter')}
            type="search"
            data-search
            value={text}
            onChange={({ target }) =>
              setParams(target.value ? { text: target.value } : {}, { replace: true })
            }
          />
          {mayInstall && choose}
        </>
      }
    >
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept=".jar,.sig"
        aria-label={t('plugins.install')}
        onChange={({ target }) => {
          take([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {mayInstall && <DropZone onFiles={take} />}
      {parcel && (
        <InstallDialog parcel={parcel} events={events} onClose={() => setParcel(undefined)} />
      )}
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} height={28} />}
      {data && (
        <div className={styles.sections}>
          <RejectedList items={data.rejected} />
          <section aria-labelledby="own-plugins">
            <h2 id="own-plugins">{t('plugins.own')}</h2>
            {own.length === 0 ? (
              <EmptyState
                icon={<IconPlug stroke={1.4} />}
                title={t('plugins.none')}
                action={mayInstall && choose}
              >
                {t('plugins.noneText')}
              </EmptyState>
            ) : (
              <ul className={styles.tiles}>
                {own.filter(fits).map((plugin) => (
                  <Tile key={plugin.id} plugin={plugin} ui={ui.get(plugin.id)} events={events} />
                ))}
              </ul>
            )}
          </section>
          {shipped.length + available.length > 0 && (
            <section aria-labelledby="shipped-plugins">
              <h2 id="shipped-plugins">{t('plugins.shipped')}</h2>
              <ul className={styles.tiles}>
                {shipped.map((plugin) => (
                  <Tile key={plugin.id} plugin={plugin} ui={ui.get(plugin.id)} events={events} />
                ))}
                {available.map((plugin) => (
                  <AvailableTile key={plugin.id} plugin={plugin} />
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="core-plugins">
            <h2 id="core-plugins">{t('plugins.core')}</h2>
            <CoreTable plugins={core} ui={ui} />
          </section>
        </div>
      )}
    </Page>
  );
}
