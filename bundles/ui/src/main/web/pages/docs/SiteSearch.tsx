import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { parseRef } from '~/rest/entity';
import { searchFor } from '~/rest/search';
import { TextField } from '~/ui/Field';
import { Highlighted } from '~/ui/Highlighted';
import styles from './Reader.module.css';

interface Props {
  entityRef: string;
  /** Where the site is within the portal. */
  to: (location: string) => string;
  /** Shown while nothing is looked for. */
  children: ReactNode;
}

/** Finds words in the pages of one site. */
export function SiteSearch({ entityRef, to, children }: Props) {
  const { t } = useTranslation('docs');
  const [text, setText] = useState('');
  const term = useDeferredValue(text.trim());
  const { kind, namespace, name } = parseRef(entityRef);
  const { data } = useQuery({
    queryKey: ['search', 'docs', entityRef, term],
    enabled: term !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      searchFor(
        {
          term,
          types: ['techdocs'],
          filters: { kind: [kind], namespace: [namespace], name: [name] },
          pageLimit: 20,
        },
        signal,
      ),
  });
  return (
    <>
      <TextField
        label={t('reader.search')}
        hideLabel
        placeholder={t('reader.search')}
        icon={<IconSearch aria-hidden size={16} />}
        data-search=""
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
      {term === '' ? (
        children
      ) : (
        <div role="status" className={styles.found}>
          {data?.results.length === 0 && <p>{t('reader.nothing', { term })}</p>}
          <ul>
            {data?.results.map((result) => (
              <li key={result.document.location}>
                <Link to={to(result.document['path'] ?? '')} onClick={() => setText('')}>
                  <Highlighted result={result} field="title" />
                  <small>
                    <Highlighted result={result} field="text" />
                  </small>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
