import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDate } from '~/i18n';
import { api } from '~/rest/client';
import { type Entity, namePath } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Tag, type Tone } from '~/ui/Tag';
import { ChangeDiff } from './ChangeDiff';
import styles from './HistoryTab.module.css';

export interface Change {
  seq: number;
  at: string;
  type: 'create' | 'update' | 'delete';
  actor: string;
  cause?: { location?: string; commit?: string; derived?: unknown };
  changed?: string[];
}

const TONES: Record<Change['type'], Tone> = { create: 'green', update: 'blue', delete: 'red' };

/** Where the history of an entity is, below `/api`. */
function historyPath(entity: Entity): string {
  return `/catalog/entities/by-name/${namePath(entity)}/history`;
}

/** Every change of the entity, the last first, with who, from where, and what. */
export default function HistoryTab({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const path = historyPath(entity);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['catalog', 'history', path],
      queryFn: ({ pageParam, signal }) =>
        api.get<{ items: Change[]; pageInfo: { nextCursor?: string } }>(path, {
          params: { limit: 50, cursor: pageParam },
          signal,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.pageInfo.nextCursor,
    },
  );
  const changes = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton lines={8} height={18} />;
  }
  if (changes.length === 0) {
    return (
      <EmptyState icon={<IconHistory stroke={1.4} />} title={t('history.none')}>
        {t('history.noneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={styles.line}>
        {changes.map((change) => (
          <Entry key={change.seq} change={change} path={path} />
        ))}
      </ol>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('shell:state.more')}
        </Button>
      )}
    </>
  );
}

function Entry({ change, path }: { change: Change; path: string }) {
  const { t } = useTranslation('entity');
  const [open, setOpen] = useState(false);
  const { seq, at, type, actor, cause, changed } = change;
  return (
    <li className={styles.entry}>
      <p className={styles.what}>
        <Tag tone={TONES[type]}>{t(`history.${type}`)}</Tag>
        <span>{t(cause?.derived ? 'history.derived' : 'history.by', { actor })}</span>
        <time dateTime={at} title={formatDate(at)}>
          {formatAgo(at)}
        </time>
      </p>
      {cause?.location && (
        <p className={styles.cause}>
          <code>{cause.location}</code>
          {cause.commit && <code>{cause.commit.slice(0, 10)}</code>}
        </p>
      )}
      {changed && changed.length > 0 && (
        <p className={styles.changed}>
          {changed.slice(0, 8).map((pointer) => (
            <Tag key={pointer}>{pointer}</Tag>
          ))}
          {changed.length > 8 && <span>+{changed.length - 8}</span>}
        </p>
      )}
      <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'history.hide' : 'history.show')}
      </Button>
      {open && <ChangeDiff path={`${path}/${seq}`} />}
    </li>
  );
}
