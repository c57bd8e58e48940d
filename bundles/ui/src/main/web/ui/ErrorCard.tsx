import { IconAlertTriangle, IconLock, IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PortalError } from '~/rest/client';
import { Button } from './Button';
import styles from './ErrorCard.module.css';

interface Props {
  /** What did not work, when more is known than "this". */
  title?: string;
  error: unknown;
  onRetry?: () => void;
}

/** Says what went wrong, in whose words, and what can be done. */
export function ErrorCard({ title, error, onRetry }: Props) {
  const { t } = useTranslation();
  const known = error instanceof PortalError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const Icon = known?.isDenied ? IconLock : known?.isNotFound ? IconMapOff : IconAlertTriangle;
  return (
    <div className={styles.card} role="alert">
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>
          {known?.isDenied ? t('error.denied') : (title ?? t('error.title'))}
        </p>
        {known?.status === 0 ? (
          <p>{t('error.unreachable')}</p>
        ) : (
          <>
            {known?.isDenied && <p>{t('error.deniedText')}</p>}
            <p className={styles.message}>{message}</p>
          </>
        )}
        {onRetry && (
          <p>
            <Button onClick={onRetry}>{t('state.retry')}</Button>
          </p>
        )}
      </div>
    </div>
  );
}
