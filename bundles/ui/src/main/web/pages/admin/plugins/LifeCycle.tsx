import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/cx';
import styles from './LifeCycle.module.css';
import { type PluginEvent, WAY } from './lifecycle';
import type { PluginState } from './plugins';

interface Props {
  state: PluginState | undefined;
  /** What happened before; it tells where a failed plugin stopped. */
  trail?: PluginEvent[];
  /** With the names of the steps. */
  labels?: boolean;
}

/** The way of a plugin from the file to serving, and how far it has come. */
export function LifeCycle({ state, trail = [], labels }: Props) {
  const { t } = useTranslation('admin');
  const failed = state === 'FAILED';
  const reached = failed ? reachedBefore(trail) : state === undefined ? -1 : WAY.indexOf(state);
  const resting = state === 'STOPPED' || state === 'DRAINING';
  return (
    <ol className={cx(styles.way, labels && styles.labelled)} aria-label={t('plugins.way')}>
      {WAY.map((step, index) => {
        const broken = failed && index === Math.min(reached + 1, WAY.length - 1);
        const done = resting ? index <= 2 : index <= reached;
        const now = !failed && !resting && index === reached;
        return (
          <li
            key={step}
            className={cx(
              styles.step,
              done && styles.done,
              now && styles.now,
              now && step !== 'ACTIVE' && styles.moving,
              broken && styles.broken,
            )}
            aria-current={now ? 'step' : undefined}
            title={t(`plugins.state.${step}`)}
          >
            <span className={styles.dot} aria-hidden />
            <span className={labels ? styles.label : 'cb-visually-hidden'}>
              {broken ? t('plugins.state.FAILED') : t(`plugins.state.${step}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function reachedBefore(trail: PluginEvent[]): number {
  const last = trail.findLast(({ state }) => WAY.includes(state as PluginState));
  return last ? WAY.indexOf(last.state as PluginState) : -1;
}
