import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { safeUrl } from '~/rest/entity';
import { cx } from '~/ui/cx';
import styles from './Reader.module.css';
import type { NavItem } from './site';

interface Props {
  nav: NavItem[];
  current: string;
  /** The address of the page at a location. */
  to: (location: string) => string;
}

/** The pages of a site in their sections; those around the current page are open. */
export function Contents({ nav, current, to }: Props) {
  const { t } = useTranslation('docs');
  return (
    <nav aria-label={t('reader.contents')} className={styles.contents}>
      <Items items={nav} current={current} to={to} />
    </nav>
  );
}

function Items({ items, current, to }: { items: NavItem[] } & Omit<Props, 'nav'>) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={`${item.title} ${index}`}>
          {item.children ? (
            <details open={holds(item, current) || items.length < 6}>
              <summary>{item.title}</summary>
              <Items items={item.children} current={current} to={to} />
            </details>
          ) : (
            <Entry item={item} current={current} to={to} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Entry({ item, current, to }: { item: NavItem } & Omit<Props, 'nav'>) {
  if (item.location === undefined) {
    return (
      <a href={safeUrl(item.url)} rel="noopener noreferrer">
        {item.title}
      </a>
    );
  }
  const here = item.location === current;
  return (
    <Link
      to={to(item.location)}
      aria-current={here ? 'page' : undefined}
      className={cx(here && styles.here)}
    >
      {item.title}
    </Link>
  );
}

const holds = (item: NavItem, current: string): boolean =>
  item.location === current || (item.children ?? []).some((child) => holds(child, current));
