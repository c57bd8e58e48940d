import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/cx';
import { ErrorCard } from '~/ui/ErrorCard';
import styles from './Dialogs.module.css';
import { LifeCycle } from './LifeCycle';
import { type PluginEvent, usePaced } from './lifecycle';
import type { Plugin, Verification } from './plugins';
import { shortVersion } from './words';

interface Props {
  found: Verification;
  /** The part of the file that has been sent. */
  sent: number;
  trail: PluginEvent[];
  plugin?: Plugin;
  error: Error | null;
}

/** An update tells of its end only, but the preview has verified it. */
const CHECKED: PluginEvent[] = [{ state: 'VERIFIED', at: 0 }];

/** The installation as it happens: the file goes up, then the plugin goes its way. */
export function InstallProgress({ found, sent, trail, plugin, error }: Props) {
  const { t } = useTranslation('admin');
  const played = usePaced(trail);
  const last = played.at(-1)?.state;
  const state = last && last !== 'removed' ? last : sent >= 1 ? 'UPLOADED' : undefined;
  const whole = played.length === trail.length;
  const name = found.name || found.id;
  return (
    <div className={styles.play}>
      <label>
        {t('plugins.sending', { part: Math.round(sent * 100) })}
        <progress className={styles.progress} max={1} value={sent} />
      </label>
      <LifeCycle
        labels
        trail={played.length > 0 || !found.allowed ? played : CHECKED}
        state={error ? 'FAILED' : plugin && whole ? plugin.state : state}
      />
      <div role="status" className={styles.stack}>
        {error && (
          <ErrorCard
            title={t(found.installed ? 'plugins.takenBack' : 'plugins.refused')}
            error={error}
          />
        )}
        {error && found.installed && (
          <p className={cx(styles.alert, styles.good)}>
            {t('plugins.runsOn', { name, version: shortVersion(found.installed.version) })}
          </p>
        )}
        {plugin && whole && plugin.state === 'ACTIVE' && (
          <p className={cx(styles.alert, styles.good)}>
            {t('plugins.live', { name, version: shortVersion(plugin.version) })}
          </p>
        )}
        {plugin && whole && plugin.state !== 'ACTIVE' && plugin.reason && (
          <p className={styles.alert}>{plugin.reason}</p>
        )}
      </div>
    </div>
  );
}
