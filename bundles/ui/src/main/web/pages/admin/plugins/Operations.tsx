import { IconArrowBackUp, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PluginUi } from '~/contributions/types';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { toast } from '~/ui/toast';
import { type Plugin, usePluginOperation } from './plugins';
import { RemoveDialog } from './RemoveDialog';

interface Props {
  plugin: Plugin;
  ui?: PluginUi;
  onRemoved?: () => void;
}

/** What can be done with a plugin now, for whom it is allowed. */
export function Operations({ plugin, ui, onRemoved }: Props) {
  const { t } = useTranslation('admin');
  const { mutate, isPending } = usePluginOperation();
  const [removing, setRemoving] = useState(false);
  const allowed = useAllowed('callboard.plugin.manage');
  const mayInstall = useAllowed('callboard.plugin.install');
  if (plugin.core || !allowed) {
    return null;
  }
  const { id } = plugin;
  const name = plugin.name ?? id;
  const rests = plugin.state === 'STOPPED' || plugin.state === 'FAILED';
  const stop = () =>
    mutate(
      { id, operation: 'stop' },
      {
        onSuccess: () =>
          toast(t('plugins.stopped', { name }), {
            action: {
              label: t('plugins.start'),
              run: () => mutate({ id, operation: 'start' }),
            },
          }),
      },
    );
  return (
    <>
      {rests ? (
        <Button
          icon={<IconPlayerPlay />}
          busy={isPending}
          onClick={() => mutate({ id, operation: 'start' })}
        >
          {t('plugins.start')}
        </Button>
      ) : (
        <Button icon={<IconPlayerStop />} busy={isPending} onClick={stop}>
          {t('plugins.stop')}
        </Button>
      )}
      {plugin.shipped && plugin.signature !== 'shipped' && mayInstall && (
        <Button
          icon={<IconArrowBackUp />}
          busy={isPending}
          onClick={() => mutate({ id, operation: 'restore' })}
        >
          {t('plugins.takeBack')}
        </Button>
      )}
      <Button variant="quiet" icon={<IconTrash />} onClick={() => setRemoving(true)}>
        {t('plugins.remove')}
      </Button>
      {removing && (
        <RemoveDialog
          plugin={plugin}
          ui={ui}
          onClose={() => setRemoving(false)}
          onRemoved={onRemoved}
        />
      )}
    </>
  );
}
