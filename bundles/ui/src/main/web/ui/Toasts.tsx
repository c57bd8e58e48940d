import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { cx } from './cx';
import { dismissToast, useToasts } from './toast';
import styles from './Toasts.module.css';

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, text, tone, action }) => (
        <div key={id} className={cx(styles.toast, styles[tone])}>
          <span>{text}</span>
          {action && (
            <Button
              variant="quiet"
              onClick={() => {
                action.run();
                dismissToast(id);
              }}
            >
              {action.label}
            </Button>
          )}
          <Button
            variant="quiet"
            label={t('state.close')}
            icon={<IconX />}
            onClick={() => dismissToast(id)}
          />
        </div>
      ))}
    </div>
  );
}
