import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/i18n';
import { humanRef } from '~/rest/entity';
import { Button, ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { TextField } from '~/ui/Field';
import { FilterMenu } from '~/ui/FilterMenu';
import { Page } from '~/ui/Page';
import { Segments } from '~/ui/Segments';
import { Skeleton } from '~/ui/Skeleton';
import { RecentSearches } from './RecentSearches';
import { rememberSearch } from './recent';
import { ResultItem } from './ResultItem';
import styles from './SearchPage.module.css';
import { FACETS, useSearch } from './useSearch';

/** Finds entities, documentation and whatever plugins have put into the index. */
export default function SearchPage() {
  const { t } = useTranslation('search');
  const search = useSearch();
  const { text, term, type, filters, found, counts, change } = search;
  const results = useRef<HTMLOListElement>(null);
  const narrowed = Object.keys(filters).length > 0;
  const idle = term === '' && !narrowed;
  const total = found.data?.numberOfResults ?? 0;
  const remember = () => term && rememberSearch(term);
  const moved = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const links = [...(results.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])];
    if (step && links.length > 0) {
      event.preventDefault();
      const at = links.findIndex((link) => link === document.activeElement);
      links[Math.max(0, at + step)]?.focus();
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      remember();
      links[0]?.focus();
    }
  };
  const kinds = counts ?? [];
  const everything = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Page title={t('title')}>
      <div className={styles.search} onKeyDown={moved} role="search">
        <TextField
          label={t('field')}
          hideLabel
          type="search"
          placeholder={t('field')}
          icon={<IconSearch aria-hidden size={18} />}
          data-search=""
          autoFocus
          maxLength={100}
          value={text}
          onChange={(event) => change('query', event.target.value)}
        />
        {idle ? (
          <RecentSearches onChoose={(recent) => change('query', recent)} />
        ) : (
          <>
            <div className={styles.bar}>
              <Segments
                label={t('types')}
                value={type ?? ''}
                options={[
                  { value: '', label: t('type.all'), count: everything },
                  ...kinds.map(({ value, count }) => ({
                    value,
                    label: t(`type.${value}`, { defaultValue: value }),
                    count,
                  })),
                ]}
                onChange={(value) => change('types[]', value || undefined)}
              />
              {FACETS.map((name) => (
                <FilterMenu
                  key={name}
                  label={t(`facet.${name}`)}
                  options={(found.data?.facets?.[name] ?? []).map(({ value, count }) => ({
                    value,
                    label: name === 'owner' ? humanRef(value, 'group') : value,
                    count,
                  }))}
                  selected={filters[name] ?? []}
                  onChange={(values) => change(`filters[${name}]`, values)}
                />
              ))}
            </div>
            <p className={styles.count} role="status">
              {found.data &&
                t('found', { count: total, formatted: formatNumber(total), term: term || '…' })}
            </p>
            {found.error ? (
              <ErrorCard error={found.error} onRetry={() => void found.refetch()} />
            ) : !found.data ? (
              <Skeleton lines={12} height={20} />
            ) : total === 0 ? (
              <Nothing term={term} narrowed={narrowed} />
            ) : (
              <ol ref={results} className={found.isPlaceholderData ? styles.stale : undefined}>
                {found.data.results.map((result) => (
                  <ResultItem
                    key={`${result.type} ${result.document.location}`}
                    result={result}
                    onOpen={() => remember()}
                  />
                ))}
              </ol>
            )}
            <Pages search={search} />
          </>
        )}
      </div>
    </Page>
  );
}

function Pages({ search: { found, change } }: { search: ReturnType<typeof useSearch> }) {
  const { t } = useTranslation('search');
  const { previousPageCursor, nextPageCursor } = found.data ?? {};
  const go = (cursor: string) => {
    change('pageCursor', cursor);
    window.scrollTo(0, 0);
  };
  return (
    <nav aria-label={t('pages')} className={styles.pages}>
      {previousPageCursor && (
        <Button onClick={() => go(previousPageCursor)}>{t('previous')}</Button>
      )}
      {nextPageCursor && <Button onClick={() => go(nextPageCursor)}>{t('next')}</Button>}
    </nav>
  );
}

function Nothing({ term, narrowed }: { term: string; narrowed: boolean }) {
  const { t } = useTranslation('search');
  return (
    <EmptyState
      icon={<IconSearch />}
      title={t('none.title', { term })}
      action={
        <>
          {narrowed && (
            <ButtonLink to={`/search?query=${encodeURIComponent(term)}`}>
              {t('none.clear')}
            </ButtonLink>
          )}
          <ButtonLink to="/admin/ingestion">{t('none.why')}</ButtonLink>
        </>
      }
    >
      {t(narrowed ? 'none.narrowed' : 'none.text')}
    </EmptyState>
  );
}
