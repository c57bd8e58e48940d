import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStarred } from '~/rest/settings';
import styles from './StarButton.module.css';

/** Marks an entity as one to come back to. */
export function StarButton({ entityRef, name }: { entityRef: string; name: string }) {
  const { t } = useTranslation();
  const { isStarred, toggle } = useStarred();
  const starred = isStarred(entityRef);
  const label = t(starred ? 'entity.unstar' : 'entity.star', { name });
  return (
    <button
      type="button"
      aria-pressed={starred}
      aria-label={label}
      title={label}
      className={styles.star}
      onClick={() => toggle(entityRef)}
    >
      {starred ? (
        <IconStarFilled aria-hidden size={16} />
      ) : (
        <IconStar aria-hidden size={16} stroke={1.6} />
      )}
    </button>
  );
}
