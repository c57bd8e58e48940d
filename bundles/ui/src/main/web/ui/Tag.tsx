import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './Tag.module.css';

export type Tone = 'neutral' | 'green' | 'amber' | 'red' | 'blue' | 'accent';

/** A short fact: a tag, a state, a count. The tone never says what the text does not. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx(styles.tag, styles[tone])}>{children}</span>;
}

/** A light with its meaning beside it. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.status}>
      <span className={cx(styles.light, styles[tone])} aria-hidden />
      {children}
    </span>
  );
}
