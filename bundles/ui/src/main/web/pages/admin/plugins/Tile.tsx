import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PluginUi } from '~/contributions/types';
import { cx } from '~/ui/cx';
import { Status, Tag } from '~/ui/Tag';
import styles from './Board.module.css';
import { LifeCycle } from './LifeCycle';
import type { PluginEvent } from './lifecycle';
import { Operations } from './Operations';
import type { Plugin } from './plugins';
import { brings, misses, shortVersion, signatureTone, stateTone } from './words';

interface Props {
  plugin: Plugin;
  ui?: PluginUi;
  events: PluginEvent[];
}

/** One plugin on the board. */
export function Tile({ plugin, ui, events }: Props) {
  const { t } = useTranslation('admin');
  const { id, state, reason, failedUpdate } = plugin;
  const parts = brings(plugin, ui, t);
  const lacks = misses(plugin, t);
  return (
    <li className={styles.tile} data-plugin={id} data-state={state}>
      <div className={styles.top}>
        <div>
          <h3>
            <Link to={`/admin/plugins/${id}`}>{plugin.name ?? id}</Link>
          </h3>
          <p className={styles.id}>
            {id} · {shortVersion(plugin.version)}
          </p>
        </div>
        <Tag tone={signatureTone(plugin.signature)}>
          {t(`plugins.signature.${plugin.signature}`)}
        </Tag>
      </div>
      <div className={styles.state}>
        <Status tone={stateTone(state)}>{t(`plugins.state.${state}`)}</Status>
        <LifeCycle state={state} trail={events.filter((event) => event.id === id)} />
      </div>
      {plugin.description && <p className={styles.description}>{plugin.description}</p>}
      {parts.length > 0 && (
        <p className={styles.facts}>
          {parts.map((part) => (
            <Tag key={part}>{part}</Tag>
          ))}
        </p>
      )}
      {state === 'FAILED' && reason && (
        <p className={cx(styles.problem, styles.failed)}>{reason}</p>
      )}
      {failedUpdate && (
        <p className={styles.problem}>
          {t('plugins.rolledBack', {
            failed: shortVersion(failedUpdate.version),
            kept: shortVersion(plugin.version),
            reason: failedUpdate.reason,
          })}
        </p>
      )}
      {lacks.length > 0 && (
        <ul className={styles.problem} aria-label={t('plugins.misses')}>
          {lacks.slice(0, 3).map((lack) => (
            <li key={lack}>{lack}</li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Operations plugin={plugin} ui={ui} />
      </div>
    </li>
  );
}
