import { IconChevronLeft, IconChevronRight, IconList, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { formatAgo, formatDate } from '~/i18n';
import { PortalError } from '~/rest/client';
import { Button, ButtonLink } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { readArticle } from './article';
import { ArticleView } from './ArticleView';
import { Contents } from './Contents';
import { NoPage } from './NoPage';
import { OnThisPage } from './OnThisPage';
import styles from './Reader.module.css';
import { cookieQuery, fileUrl, locationOf, pageQuery, siteQuery } from './site';
import { SiteSearch } from './SiteSearch';
import { useSync } from './useSync';
import { VersionChoice } from './VersionChoice';

interface Props {
  entityRef: string;
  /** The page within the site; empty for the first. */
  path: string;
  /** The address of the site within the portal, without a slash at its end. */
  base: string;
}

/** The documentation of an entity: contents, a page to read, what is on it. */
export function Reader({ entityRef, path, base }: Props) {
  const { t } = useTranslation('docs');
  const location = locationOf(path);
  const version = useSearchParams()[0].get('version');
  const sync = useSync(entityRef);
  const cookie = useQuery(cookieQuery);
  const { data: site } = useQuery(siteQuery(entityRef, version));
  const page = useQuery(pageQuery(entityRef, location, version));
  const [contentsOpen, setContentsOpen] = useState(false);
  const to = useMemo(() => addresses(base, version), [base, version]);
  const article = useMemo(
    () =>
      page.data === undefined
        ? undefined
        : readArticle(page.data, {
            location,
            page: (at, hash) => `${to(at)}${hash}`,
            file: (at) => fileUrl(entityRef, at, version),
          }),
    [page.data, location, to, entityRef, version],
  );
  useEffect(() => setContentsOpen(false), [location]);
  const facts = site?.pages.find((one) => one.location === location);
  const order = useMemo(() => site?.pages.map((one) => [one.location, one.title] as const), [site]);
  const titles = useMemo(() => new Map(order), [order]);
  useTurning(facts?.previous, facts?.next, to);

  if (page.error && !(page.error instanceof PortalError && page.error.isNotFound)) {
    return <ErrorCard error={page.error} onRetry={() => void page.refetch()} />;
  }
  const missing = page.error !== null;
  if (missing && !site) {
    return <NoPage sync={sync} entityRef={entityRef} home={undefined} />;
  }
  if (article?.redirect !== undefined) {
    return <Navigate to={to(article.redirect)} replace />;
  }
  const headings = facts?.headings.filter(({ level }) => level === 2 || level === 3);
  const editUrl = facts?.editUrl ?? article?.editUrl;
  return (
    <div className={styles.reader}>
      <aside className={styles.side} aria-label={t('reader.contents')}>
        <VersionChoice entityRef={entityRef} />
        <SiteSearch entityRef={entityRef} to={addresses(base, null)}>
          <Button
            className={styles.toggle}
            icon={<IconList />}
            aria-expanded={contentsOpen}
            onClick={() => setContentsOpen(!contentsOpen)}
          >
            {t('reader.contents')}
          </Button>
          <div className={cx(styles.sideContents, contentsOpen && styles.open)}>
            <Contents nav={site?.nav ?? article?.nav ?? []} current={location} to={to} />
          </div>
        </SiteSearch>
      </aside>
      <div className={styles.page}>
        {sync.state === 'building' && <p className={styles.notice}>{t('reader.updating')}</p>}
        {missing ? (
          <NoPage sync={sync} entityRef={entityRef} home={to('')} />
        ) : article && !cookie.isPending ? (
          <ArticleView html={article.html} />
        ) : (
          <Skeleton lines={14} height={16} />
        )}
        {facts && (
          <footer className={styles.footer}>
            {facts.lastChanged && (
              <span title={formatDate(facts.lastChanged.at)}>
                {t(facts.lastChanged.by ? 'reader.changedBy' : 'reader.changed', {
                  ago: formatAgo(facts.lastChanged.at),
                  by: facts.lastChanged.by,
                })}
              </span>
            )}
          </footer>
        )}
        {facts && (
          <nav aria-label={t('reader.turn')} className={styles.turn}>
            {facts.previous !== undefined && (
              <Link to={to(facts.previous)} rel="prev" title="[">
                <IconChevronLeft aria-hidden size={18} />
                <span>
                  <small>{t('reader.previous')}</small>
                  {titles.get(facts.previous)}
                </span>
              </Link>
            )}
            {facts.next !== undefined && (
              <Link to={to(facts.next)} rel="next" title="]" className={styles.next}>
                <span>
                  <small>{t('reader.next')}</small>
                  {titles.get(facts.next)}
                </span>
                <IconChevronRight aria-hidden size={18} />
              </Link>
            )}
          </nav>
        )}
      </div>
      <aside className={styles.right} aria-label={t('reader.onThisPage')}>
        {editUrl && (
          <ButtonLink variant="quiet" to={editUrl} icon={<IconPencil />}>
            {t('reader.edit')}
          </ButtonLink>
        )}
        {article && <OnThisPage headings={headings ?? article.headings} />}
      </aside>
    </div>
  );
}

/** Gives pages their addresses; who reads a version stays in it. */
const addresses = (base: string, version: string | null) => (at: string) =>
  `${base}/${at}${version === null ? '' : `?version=${encodeURIComponent(version)}`}`;

/** `[` and `]` turn pages. */
function useTurning(
  previous: string | undefined,
  next: string | undefined,
  to: (location: string) => string,
) {
  const navigate = useNavigate();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.key === '[' ? previous : event.key === ']' ? next : undefined;
      const typing = (event.target as HTMLElement).closest('input, textarea, select');
      if (target !== undefined && !typing && !event.ctrlKey && !event.metaKey) {
        void navigate(to(target));
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [previous, next, to, navigate]);
}
