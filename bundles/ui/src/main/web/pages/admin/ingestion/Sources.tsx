import { IconDatabaseImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { formatAgo, formatDate, formatDuration } from '~/i18n';
import { Button, ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox } from '~/ui/Field';
import { Skeleton } from '~/ui/Skeleton';
import { Status, Tag, type Tone } from '~/ui/Tag';
import styles from './Ingestion.module.css';
import {
  type IngestedLocation,
  ingestionQuery,
  placeOf,
  relativeTo,
  type Source,
} from './ingestion';

const TONES: Record<Source['state'], Tone> = {
  ok: 'green',
  error: 'red',
  retry: 'amber',
  ignored: 'neutral',
  unreadable: 'red',
};

/** Each location that is read: how far behind it is, what it gave, what is wrong in it. */
export function Sources() {
  const { t } = useTranslation('admin');
  const [params, setParams] = useSearchParams();
  const faulty = params.has('faulty');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    ingestionQuery(faulty),
  );
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={8} height={28} />;
  }
  const locations = data.pages.flatMap((page) => page.locations);
  const providers = data.pages[0]?.providers ?? [];
  const faultyItems = data.pages[0]?.faultyItems ?? 0;
  if (!faulty && locations.length + providers.length === 0) {
    return (
      <EmptyState
        icon={<IconDatabaseImport stroke={1.4} />}
        title={t('ingestion.noSources')}
        action={<ButtonLink to="/catalog-import">{t('ingestion.register')}</ButtonLink>}
      >
        {t('ingestion.noSourcesText')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      {(faulty || faultyItems > 0) && (
        <Checkbox
          label={t('ingestion.onlyFaulty', { count: faultyItems })}
          checked={faulty}
          onChange={({ target }) => setParams(target.checked ? { faulty: '1' } : {})}
        />
      )}
      {locations.map((location) => (
        <Location key={location.key} location={location} />
      ))}
      {providers.map(({ key, entities, faulty: sources }) => (
        <section key={key} className={styles.location} aria-label={key}>
          <header className={styles.head}>
            <h2>{key}</h2>
            <span>{t('ingestion.entities', { count: entities })}</span>
          </header>
          <Files sources={sources} location="" />
        </section>
      ))}
      {hasNextPage && (
        <p>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('shell:state.more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Location({ location }: { location: IngestedLocation }) {
  const { t } = useTranslation('admin');
  const { state, lastStart, lastEnd, sources, error } = location;
  const bad = sources.filter(({ errors }) => errors.length > 0);
  const entities = sources.reduce((sum, source) => sum + source.entities, 0);
  const tone: Tone = error ? 'red' : state !== 'idle' ? 'blue' : bad.length ? 'amber' : 'green';
  const took =
    lastStart && lastEnd && lastEnd >= lastStart
      ? formatDuration(Date.parse(lastEnd) - Date.parse(lastStart))
      : undefined;
  return (
    <section className={styles.location} aria-label={location.location}>
      <header className={styles.head}>
        <h2>{location.location}</h2>
        <Status tone={tone}>
          {state !== 'idle'
            ? t(`ingestion.state.${state}`)
            : error || bad.length
              ? t('ingestion.state.problems', { count: bad.length + (error ? 1 : 0) })
              : t('ingestion.state.well')}
        </Status>
      </header>
      <p className={styles.meta}>
        <span>{t('ingestion.entities', { count: entities })}</span>
        <span>{t('ingestion.files', { count: sources.length })}</span>
        {lastEnd && (
          <span title={formatDate(lastEnd)}>
            {t('ingestion.read', { ago: formatAgo(lastEnd) })}
            {took && ` (${took})`}
          </span>
        )}
        <Tag>{location.key.split(':')[0]}</Tag>
      </p>
      {error && <p className={styles.error}>{error}</p>}
      <Files sources={bad} location={location.location} />
      {sources.length > bad.length && (
        <details className={styles.more}>
          <summary>{t('ingestion.goodFiles', { count: sources.length - bad.length })}</summary>
          <Files
            sources={sources.filter(({ errors }) => errors.length === 0)}
            location={location.location}
          />
        </details>
      )}
    </section>
  );
}

function Files({ sources, location }: { sources: Source[]; location: string }) {
  const { t } = useTranslation('admin');
  return sources.length === 0 ? null : (
    <ul className={styles.files}>
      {sources.map(({ source, state, entities, errors, changedAt }) => (
        <li key={source}>
          <div className={styles.file}>
            <code title={source}>{relativeTo(source, location)}</code>
            <span className={styles.fileFacts}>
              {entities > 0 && t('ingestion.entities', { count: entities })}
              {changedAt && (
                <time dateTime={changedAt} title={formatDate(changedAt)}>
                  {t('ingestion.changed', { ago: formatAgo(changedAt) })}
                </time>
              )}
              <Status tone={TONES[state]}>{t(`ingestion.source.${state}`)}</Status>
            </span>
          </div>
          {errors.map((error) => (
            <p key={placeOf(error) + error.message} className={styles.error}>
              <code>{placeOf({ ...error, file: relativeTo(error.file, location) })}</code>{' '}
              {error.message}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
