import { useTranslation } from 'react-i18next';
import type { PluginUi } from '~/contributions/types';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { toast } from '~/ui/toast';
import styles from './Dialogs.module.css';
import { type Plugin, usePluginOperation } from './plugins';
import { brings } from './words';

interface Props {
  plugin: Plugin;
  ui?: PluginUi;
  onClose: () => void;
  onRemoved?: () => void;
}

/** Says what goes with a plugin before it goes. */
export function RemoveDialog({ plugin, ui, onClose, onRemoved }: Props) {
  const { t } = useTranslation('admin');
  const { mutateAsync, isPending } = usePluginOperation();
  const name = plugin.name ?? plugin.id;
  const users = [...new Set((plugin.services ?? []).flatMap(({ usedBy }) => usedBy))].filter(
    (user) => !user.startsWith('dev.callboard.http') && user !== plugin.symbolicName,
  );
  const routes = plugin.routes ?? [];
  // The plugin leaves the list, and this dialog with it, before the answer comes: callbacks would not be called.
  const remove = () =>
    void mutateAsync({ id: plugin.id, operation: 'remove' }).then(
      () => {
        toast(t('plugins.removed', { name }), { tone: 'green' });
        onClose();
        onRemoved?.();
      },
      () => undefined,
    );
  return (
    <Dialog
      title={t('plugins.removeTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:state.cancel')}</Button>
          <Button variant="danger" busy={isPending} onClick={remove}>
            {t('plugins.remove')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{t('plugins.removeText')}</p>
        {brings(plugin, ui, t).length > 0 && (
          <div>
            <h3>{t('plugins.lost')}</h3>
            <ul className={styles.list}>
              {brings(plugin, ui, t).map((part) => (
                <li key={part}>{part}</li>
              ))}
              {routes.slice(0, 5).map(({ method, path }) => (
                <li key={method + path}>
                  <code>
                    {method} {path}
                  </code>
                </li>
              ))}
            </ul>
          </div>
        )}
        {users.length > 0 && (
          <div>
            <h3>{t('plugins.users')}</h3>
            <ul className={styles.list}>
              {users.map((user) => (
                <li key={user}>
                  <code>{user}</code>
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className={styles.quiet}>
          {plugin.source.startsWith('drop-folder:')
            ? t('plugins.removeFile', { file: plugin.source.slice('drop-folder:'.length) })
            : t(plugin.shipped ? 'plugins.removeShipped' : 'plugins.removeUpload')}
        </p>
      </div>
    </Dialog>
  );
}
