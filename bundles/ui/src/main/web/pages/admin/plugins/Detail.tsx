import { IconArrowLeft, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useContributions } from '~/contributions/contributions';
import { useAllowed } from '~/rest/permissions';
import { Button, ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { Status, Tag } from '~/ui/Tag';
import { toast } from '~/ui/toast';
import styles from './Detail.module.css';
import { Facts } from './Facts';
import { History } from './History';
import { InstallDialog } from './InstallDialog';
import { LifeCycle } from './LifeCycle';
import type { PluginEvent } from './lifecycle';
import { Log } from './Log';
import { Operations } from './Operations';
import { type Parcel, parcelOf, pluginQuery, pluginsQuery, uiProblemsQuery } from './plugins';
import { Requirements, Routes, Services, Threads } from './Wiring';
import { misses, shortVersion, signatureTone, stateTone } from './words';
import { formatFor } from '../time';

/** Everything about one plugin. */
export function Detail({ events }: { events: PluginEvent[] }) {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(pluginsQuery);
  const ui = useContributions().plugins.find((plugin) => plugin.id === id);
  const mayUpdate = useAllowed('callboard.plugin.install');
  const [parcel, setParcel] = useState<Parcel>();
  const chooser = useRef<HTMLInputElement>(null);
  const { data: problems = [] } = useQuery(uiProblemsQuery(id));
  const { data: whole } = useQuery(pluginQuery(id));
  const listed = data?.items.find((item) => item.id === id);
  // The list follows the events; the rest is only known of one plugin.
  const plugin = listed && { ...whole, ...listed };
  const back = (
    <Link to="/admin/plugins" className={styles.back}>
      <IconArrowLeft aria-hidden size={16} stroke={1.6} /> {t('plugins.title')}
    </Link>
  );
  if (!plugin) {
    return (
      <Page title={id} subtitle={back}>
        {error ? (
          <ErrorCard error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <EmptyState
            title={t('plugins.gone', { id })}
            action={<ButtonLink to="/admin/plugins">{t('plugins.title')}</ButtonLink>}
          >
            {t('plugins.goneText')}
          </EmptyState>
        ) : (
          <Skeleton lines={10} height={20} />
        )}
      </Page>
    );
  }
  const lacks = misses(plugin, t);
  const trail = events.filter((event) => event.id === id);
  return (
    <Page
      title={plugin.name ?? id}
      subtitle={
        <>
          {back}
          <span className={styles.line}>
            <Status tone={stateTone(plugin.state)}>{t(`plugins.state.${plugin.state}`)}</Status>
            {plugin.since && <span>{t('for', { time: formatFor(plugin.since) })}</span>}
            <span>{shortVersion(plugin.version)}</span>
            <Tag tone={signatureTone(plugin.signature)}>
              {t(`plugins.signature.${plugin.signature}`)}
            </Tag>
          </span>
        </>
      }
      actions={
        <>
          {mayUpdate && !plugin.core && (
            <Button icon={<IconUpload />} onClick={() => chooser.current?.click()}>
              {t('plugins.updateFile')}
            </Button>
          )}
          <Operations plugin={plugin} ui={ui} onRemoved={() => void navigate('/admin/plugins')} />
        </>
      }
    >
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept=".jar,.sig"
        aria-label={t('plugins.updateFile')}
        onChange={({ target }) => {
          void parcelOf([...(target.files ?? [])]).then((found) =>
            found ? setParcel(found) : toast(t('plugins.noJar'), { tone: 'red' }),
          );
          target.value = '';
        }}
      />
      {parcel && (
        <InstallDialog parcel={parcel} events={events} onClose={() => setParcel(undefined)} />
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          {!plugin.core && (
            <Card title={t('plugins.way')}>
              <LifeCycle labels state={plugin.state} trail={trail} />
              {plugin.reason && <p className={styles.reason}>{plugin.reason}</p>}
              {plugin.failedUpdate && (
                <p className={styles.reason}>
                  {t('plugins.rolledBack', {
                    failed: shortVersion(plugin.failedUpdate.version),
                    kept: shortVersion(plugin.version),
                    reason: plugin.failedUpdate.reason,
                  })}
                </p>
              )}
            </Card>
          )}
          {lacks.length > 0 && (
            <Card title={t('plugins.misses')}>
              <ul className={styles.sentences}>
                {lacks.map((lack) => (
                  <li key={lack}>{lack}</li>
                ))}
              </ul>
            </Card>
          )}
          {problems.length > 0 && (
            <Card title={t('plugins.uiProblems')}>
              <ul className={styles.sentences}>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Card>
          )}
          <Log id={id} />
          <Routes plugin={plugin} />
          <Services plugin={plugin} />
          <Requirements plugin={plugin} />
          <Threads plugin={plugin} />
        </div>
        <div className={styles.column}>
          <Facts plugin={plugin} ui={ui} />
          <History plugin={plugin} />
        </div>
      </div>
    </Page>
  );
}
