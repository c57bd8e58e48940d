import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useContributed, useContributionUpdates } from '~/contributions/contributions';
import { pageShown } from '~/rest/later';
import { cx } from '~/ui/cx';
import styles from './Frame.module.css';
import { NewNotifications } from './NewNotifications';
import { useLoading } from './loading';
import { type Overlay, OverlayContext } from './overlay';
import { PageBoundary } from './PageBoundary';
import { Rail } from './Rail';
import { Pages } from './routes';
import { useScrollMemory } from './scroll';
import { useShortcuts } from './shortcuts';
import { setContributedThemes } from './theme';

const loadPalette = () => import('./Palette');
const Palette = lazy(loadPalette);
const Shortcuts = lazy(() => import('./Shortcuts'));

/** The navigation around every page. */
export function Frame() {
  const { t } = useTranslation();
  const [overlay, setOverlay] = useState<Overlay>();
  const loading = useLoading();
  const { pathname } = useLocation();
  const themes = useContributed('themes');
  useScrollMemory();
  useContributionUpdates();
  useShortcuts(setOverlay);
  useEffect(() => setContributedThemes(themes), [themes]);
  // Who presses Ctrl-K types on at once: the palette is here before it is wanted.
  useEffect(() => void pageShown.then(loadPalette), []);
  useEffect(() => setOverlay(undefined), [pathname]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <NewNotifications />
      <Rail onSearch={() => setOverlay('palette')} onHelp={() => setOverlay('shortcuts')} />
      <main id="content" tabIndex={-1} className={styles.main} aria-busy={loading}>
        <div className={cx(styles.progress, loading && styles.loading)} aria-hidden />
        <Suspense fallback={null}>
          <PageBoundary path={pathname}>
            <OverlayContext value={setOverlay}>
              <Pages />
            </OverlayContext>
          </PageBoundary>
        </Suspense>
      </main>
      <Suspense fallback={null}>
        {overlay === 'palette' && <Palette onClose={() => setOverlay(undefined)} />}
        {overlay === 'shortcuts' && <Shortcuts onClose={() => setOverlay(undefined)} />}
      </Suspense>
    </div>
  );
}
