import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { cx } from '~/ui/cx';
import { nameInPage } from './article';
import styles from './Reader.module.css';
import type { SiteHeading } from './site';

/** The headings of the page; the one that is being read is marked. */
export function OnThisPage({ headings }: { headings: SiteHeading[] }) {
  const { t } = useTranslation('docs');
  const current = useRead(headings);
  const { search } = useLocation();
  if (headings.length < 2) {
    return null;
  }
  return (
    <nav aria-label={t('reader.onThisPage')} className={styles.onThisPage}>
      <p className={styles.small}>{t('reader.onThisPage')}</p>
      <ul>
        {headings.map(({ anchor, title, level }) => (
          <li key={anchor} className={cx(level > 2 && styles.inner)}>
            <Link
              to={{ hash: encodeURIComponent(anchor), search }}
              aria-current={anchor === current ? 'location' : undefined}
              className={cx(anchor === current && styles.here)}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A heading counts as read when it has come this near to the top. */
const NEAR_TOP = 120;

function useRead(headings: SiteHeading[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    let asked = 0;
    const look = () => {
      asked = 0;
      const passed = headings.filter(({ anchor }) => {
        const place = document.getElementById(nameInPage(anchor));
        return place && place.getBoundingClientRect().top < NEAR_TOP;
      });
      setCurrent((passed.at(-1) ?? headings[0])?.anchor);
    };
    const scrolled = () => {
      asked ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', scrolled);
    };
  }, [headings]);
  return current;
}
