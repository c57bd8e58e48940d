import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { forgetSearches, recentSearches } from './recent';
import styles from './SearchPage.module.css';

/** What was looked for lately, before anything else is. */
export function RecentSearches({ onChoose }: { onChoose: (term: string) => void }) {
  const { t } = useTranslation('search');
  const [terms, setTerms] = useState(recentSearches);
  if (terms.length === 0) {
    return <EmptyState title={t('idle.title')}>{t('idle.text')}</EmptyState>;
  }
  return (
    <section aria-label={t('recent')} className={styles.recent}>
      <h2>{t('recent')}</h2>
      <ul>
        {terms.map((term) => (
          <li key={term}>
            <button type="button" onClick={() => onChoose(term)} data-result>
              <IconHistory aria-hidden size={16} stroke={1.6} />
              {term}
            </button>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        onClick={() => {
          forgetSearches();
          setTerms([]);
        }}
      >
        {t('forget')}
      </Button>
    </section>
  );
}
