import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/cx';
import styles from './Wizard.module.css';

interface Props {
  titles: string[];
  current: number;
  /** Pages up to here have been filled in; one can go back to them. */
  reached: number;
  onGo: (step: number) => void;
}

/** Where one is in the form, and a way back to what is done. */
export function Stepper({ titles, current, reached, onGo }: Props) {
  const { t } = useTranslation('create');
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={styles.steps}>
        {titles.map((title, index) => (
          <li key={`${index}-${title}`}>
            <button
              type="button"
              className={cx(styles.step, index < current && styles.done)}
              aria-current={index === current ? 'step' : undefined}
              disabled={index > reached}
              onClick={() => onGo(index)}
            >
              <span className={styles.number} aria-hidden>
                {index < current ? <IconCheck size={14} /> : index + 1}
              </span>
              <span className={styles.stepTitle}>{title}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
