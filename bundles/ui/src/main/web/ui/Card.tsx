import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';

interface Props {
  title?: ReactNode;
  /** Buttons and links beside the title. */
  actions?: ReactNode;
  children: ReactNode;
  /** Without inner margins, for tables and graphs. */
  flush?: boolean;
}

/** A part of a page with a heading of its own. */
export function Card({ title, actions, children, flush }: Props) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={styles.header}>
          <h2 id={id}>{title}</h2>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
