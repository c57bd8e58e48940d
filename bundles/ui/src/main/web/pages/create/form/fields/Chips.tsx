import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from '../Form.module.css';

interface Props {
  values: { id: string; label: string }[];
  onRemove: (id: string) => void;
  disabled?: boolean;
}

/** What has been chosen, each with a button that takes it away. */
export function Chips({ values, onRemove, disabled }: Props) {
  const { t } = useTranslation('create');
  if (values.length === 0) {
    return null;
  }
  return (
    <ul className={styles.chips}>
      {values.map(({ id, label }) => (
        <li key={id} className={styles.chip}>
          {label}
          <button
            type="button"
            aria-label={t('form.remove', { name: label })}
            disabled={disabled}
            onClick={() => onRemove(id)}
          >
            <IconX aria-hidden size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
