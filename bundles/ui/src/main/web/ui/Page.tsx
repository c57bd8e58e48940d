import { type ReactNode, useEffect } from 'react';
import { portalConfig } from '~/rest/config';
import styles from './Page.module.css';

interface Props {
  /** The title of the window, and the heading unless `heading` says otherwise. */
  title: string;
  heading?: ReactNode;
  /** A line below the heading. */
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** Tabs or filters between heading and content. */
  bar?: ReactNode;
  /** The content takes the whole width of the window. */
  wide?: boolean;
  children: ReactNode;
}

/** What every page has: the title of the window, one heading, actions, content in a measure. */
export function Page({ title, heading, subtitle, actions, bar, wide, children }: Props) {
  useEffect(() => {
    document.title = `${title} | ${portalConfig.title}`;
  }, [title]);
  return (
    <div className={wide ? styles.wide : styles.page}>
      <header className={styles.header}>
        <div className={styles.titles}>
          {heading ?? <h1>{title}</h1>}
          {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {bar}
      <div className={styles.content}>{children}</div>
    </div>
  );
}
