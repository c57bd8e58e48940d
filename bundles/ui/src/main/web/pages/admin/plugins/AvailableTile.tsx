import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { Status } from '~/ui/Tag';
import styles from './Board.module.css';
import { type Available, usePluginOperation } from './plugins';
import { shortVersion } from './words';

/** A plugin that the server came with and that somebody removed. */
export function AvailableTile({ plugin }: { plugin: Available }) {
  const { t } = useTranslation('admin');
  const allowed = useAllowed('callboard.plugin.install');
  const { mutate, isPending } = usePluginOperation();
  const { id, name, description, version } = plugin;
  return (
    <li className={styles.tile} data-plugin={id} data-state="REMOVED">
      <div className={styles.top}>
        <div>
          <h3>{name || id}</h3>
          <p className={styles.id}>
            {id} · {shortVersion(version)}
          </p>
        </div>
      </div>
      <div className={styles.state}>
        <Status tone="neutral">{t('plugins.withdrawn')}</Status>
      </div>
      {description && <p className={styles.description}>{description}</p>}
      <div className={styles.actions}>
        {allowed && (
          <Button
            icon={<IconArrowBackUp />}
            busy={isPending}
            onClick={() => mutate({ id, operation: 'restore' })}
          >
            {t('plugins.putBack')}
          </Button>
        )}
      </div>
    </li>
  );
}
