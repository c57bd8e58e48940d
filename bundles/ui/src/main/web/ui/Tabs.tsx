import { NavLink } from 'react-router';
import { cx } from './cx';
import styles from './Tabs.module.css';

export interface TabLink {
  to: string;
  label: string;
  count?: number;
  /** Only this very address, not those below it. */
  end?: boolean;
}

/** Tabs that are addresses: each can be sent to somebody. */
export function TabBar({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav aria-label={label} className={styles.bar}>
      {tabs.map(({ to, label: text, count, end }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          className={({ isActive }) => cx(styles.tab, isActive && styles.active)}
        >
          {text}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
