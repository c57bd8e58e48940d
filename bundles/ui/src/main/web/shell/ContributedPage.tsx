import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { matchPath, useLocation } from 'react-router';
import { useContributed, useContributionsKnown } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import { portalConfig } from '~/rest/config';
import { tellPageShown } from '~/rest/later';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { NotFound } from './NotFound';

/** Whatever page a plugin has at this address; says so kindly when the plugin goes while one looks at it. */
export function ContributedPage() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const pages = useContributed('pages');
  const known = useContributionsKnown();
  const page = pages.find(({ path }) => matchPath({ path, end: false }, pathname));
  useEffect(() => {
    // The page itself waits for what otherwise waits for the page.
    if (!known && !page) {
      tellPageShown();
    }
  }, [known, page]);
  const shown = useRef<string>(undefined);
  if (page) {
    shown.current = page.path;
  }
  const base = page?.path;
  const properties = useMemo(
    () => ({ path: base ? pathname.slice(base.length) || '/' : '/' }),
    [pathname, base],
  );
  if (page) {
    return (
      <Page title={page.title ?? page.plugin.name}>
        <ElementHost item={page} properties={properties} />
      </Page>
    );
  }
  if (shown.current && matchPath({ path: shown.current, end: false }, pathname)) {
    return (
      <Page title={t('error.pluginGone')} heading={<span />}>
        <EmptyState
          icon={<IconPlugConnectedX stroke={1.4} />}
          title={t('error.pluginGone')}
          action={<ButtonLink to="/">{t('error.home')}</ButtonLink>}
        >
          {t('error.pluginGoneText')}
        </EmptyState>
      </Page>
    );
  }
  return known ? (
    <NotFound />
  ) : (
    <Page title={portalConfig.title} heading={<span />}>
      <Skeleton lines={6} height={18} />
    </Page>
  );
}
