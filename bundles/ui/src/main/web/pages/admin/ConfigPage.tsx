import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Checkbox, TextField } from '~/ui/Field';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { Tag } from '~/ui/Tag';
import { configQuery, matchesText, treeOf } from './config/config';
import styles from './config/Config.module.css';
import { KeyTree } from './config/KeyTree';

/** What is configured, and where each value comes from. */
export default function ConfigPage() {
  const { t } = useTranslation('admin');
  const [params, setParams] = useSearchParams();
  const text = params.get('text') ?? '';
  const only = params.get('only') ?? '';
  const { data, error, refetch } = useQuery(configQuery);
  const wanted = useDeferredValue(text);
  const tree = useMemo(
    () =>
      treeOf(
        (data?.entries ?? []).filter(
          (entry) =>
            matchesText(entry, wanted) &&
            (only !== 'warnings' || entry.warning || entry.waitsForRestart),
        ),
      ),
    [data, wanted, only],
  );
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        if (value) {
          before.set(name, value);
        } else {
          before.delete(name);
        }
        return before;
      },
      { replace: true },
    );
  return (
    <Page title={t('config.title')} subtitle={t('config.subtitle')}>
      <div className={styles.bar}>
        <TextField
          label={t('config.search')}
          hideLabel
          icon={<IconSearch aria-hidden />}
          placeholder={t('config.search')}
          type="search"
          data-search
          value={text}
          onChange={({ target }) => set('text', target.value)}
        />
        <Checkbox
          label={t('config.onlyWarnings')}
          checked={only === 'warnings'}
          onChange={({ target }) => set('only', target.checked ? 'warnings' : '')}
        />
        {data && (
          <p className={styles.files}>
            {data.files.map(({ name, present }) => (
              <Tag key={name} tone={present ? 'neutral' : 'amber'}>
                {present ? name : t('config.absent', { name })}
              </Tag>
            ))}
          </p>
        )}
      </div>
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={14} height={20} />}
      {data && data.problems.length > 0 && (
        <div className={styles.problems} role="alert">
          <p>{t('config.problems')}</p>
          <ul>
            {data.problems.map(({ file, line, column, message }) => (
              <li key={file + line + message}>
                <code>
                  {file}
                  {line > 0 && `:${line}:${column}`}
                </code>{' '}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {data && data.waitsForRestart.length > 0 && (
        <p className={styles.waits}>
          {t('config.waits', { count: data.waitsForRestart.length })}{' '}
          <code>{data.waitsForRestart.join(', ')}</code>
        </p>
      )}
      {data &&
        (tree.length > 0 ? (
          <KeyTree nodes={tree} />
        ) : (
          <EmptyState title={t('config.none')}>{t('config.noneText')}</EmptyState>
        ))}
    </Page>
  );
}
