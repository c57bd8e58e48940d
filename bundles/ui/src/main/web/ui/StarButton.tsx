import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStarred } from '~/rest/settings';
import styles from './StarButton.module.css';

/** Marks an entity as one to come back to. */
export function StarButton({ entityRef, name }: { entityRef: string; name: string }) {
  const { isStarred, toggle } = useStarred();
  return <Star starred={isStarred(entityRef)} name={name} onToggle={() => toggle(entityRef)} />;
}

interface Props {
  starred: boolean;
  name: string;
  onToggle: () => void;
}

/** The mark itself, for lists: what is starred is looked up once for all of their rows. */
export function Star({ starred, name, onToggle }: Props) {
  const { t } = useTranslation();
  const label = t(starred ? 'entity.unstar' : 'entity.star', { name });
  return (
    <button
      type="button"
      aria-pressed={starred}
      aria-label={label}
      title={label}
      className={styles.star}
      onClick={onToggle}
    >
      {starred ? (
        <IconStarFilled aria-hidden size={16} />
      ) : (
        <IconStar aria-hidden size={16} stroke={1.6} />
      )}
    </button>
  );
}
