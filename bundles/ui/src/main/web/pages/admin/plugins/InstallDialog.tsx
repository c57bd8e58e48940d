import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox } from '~/ui/Field';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Dialogs.module.css';
import { InstallProgress } from './InstallProgress';
import type { PluginEvent } from './lifecycle';
import { install, type Parcel, pluginsKey, verify } from './plugins';
import { Preview } from './Preview';

interface Props {
  parcel: Parcel;
  events: PluginEvent[];
  onClose: () => void;
}

/** Shows what a jar asks for, installs it when told to, and plays what happens then. */
export function InstallDialog({ parcel, events, onClose }: Props) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [downgrade, setDowngrade] = useState(false);
  const [sent, setSent] = useState(0);
  const [from] = useState(() => events.length);
  const { jar } = parcel;
  const check = useQuery({
    queryKey: ['plugin-verify', jar.name, jar.size, jar.lastModified, parcel.signature],
    queryFn: ({ signal }) => verify(parcel, signal),
    gcTime: 0,
    retry: false,
  });
  const installation = useMutation({
    meta: { quiet: true },
    mutationFn: () => install(parcel, downgrade, setSent),
    onSettled: () => client.invalidateQueries({ queryKey: pluginsKey }),
  });
  const found = check.data;
  const older = found?.change === 'downgrade';
  const blocked = !found || (!found.allowed && !(older && downgrade));
  const begun = !installation.isIdle;
  const verb = found?.installed ? t('plugins.update') : t('plugins.installNow');
  return (
    <Dialog
      title={
        found
          ? t(found.installed ? 'plugins.updateTitle' : 'plugins.installTitle', {
              name: found.name || found.id,
            })
          : t('plugins.looking', { file: jar.name })
      }
      onClose={onClose}
      footer={
        begun && !installation.isPending ? (
          <>
            <Button onClick={onClose}>{t('shell:state.close')}</Button>
            {found && installation.isSuccess && (
              <Button variant="primary" onClick={() => void navigate(`/admin/plugins/${found.id}`)}>
                {t('plugins.show')}
              </Button>
            )}
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('shell:state.cancel')}</Button>
            <Button
              variant="primary"
              disabled={blocked}
              busy={installation.isPending}
              onClick={() => installation.mutate()}
            >
              {verb}
            </Button>
          </>
        )
      }
    >
      {check.isPending && <Skeleton lines={6} />}
      {check.error && <ErrorCard title={t('plugins.refused')} error={check.error} />}
      {found && !begun && (
        <div className={styles.stack}>
          <Preview found={found} />
          {older && (
            <Checkbox
              label={t('plugins.allowDowngrade')}
              checked={downgrade}
              onChange={({ target }) => setDowngrade(target.checked)}
            />
          )}
        </div>
      )}
      {found && begun && (
        <InstallProgress
          found={found}
          sent={sent}
          trail={events
            .slice(from)
            .filter(({ id, version }) => id === found.id && version === found.version)}
          plugin={installation.data}
          error={installation.error}
        />
      )}
    </Dialog>
  );
}
