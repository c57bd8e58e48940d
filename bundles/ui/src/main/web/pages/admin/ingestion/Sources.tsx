import { IconDatabaseImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDate, formatDuration } from '~/i18n';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
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
  const { data, error, refetch } = useQuery(ingestionQuery);
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={8} height={28} />;
  }
  if (data.locations.length + data.providers.length === 0) {
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
      {data.locations.map((location) => (
        <Location key={location.key} location={location} />
      ))}
      {data.providers.map(({ key, entities, faulty }) => (
        <section key={key} className={styles.location} aria-label={key}>
          <header className={styles.head}>
            <h2>{key}</h2>
            <span>{t('ingestion.entities', { count: entities })}</span>
          </header>
          <Files sources={faulty} location="" />
        </section>
      ))}
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
