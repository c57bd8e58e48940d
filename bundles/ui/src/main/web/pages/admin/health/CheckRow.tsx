import { useTranslation } from 'react-i18next';
import { formatDate } from '~/i18n';
import { Status } from '~/ui/Tag';
import styles from './Health.module.css';
import { type Check, statusTone } from './health';
import { formatFor } from '../time';

/** What one check says, since when, and what to do about it. */
export function CheckRow({ check }: { check: Check }) {
  const { t } = useTranslation('admin');
  const { name, status, messages, since, hint } = check;
  const told = messages.map(({ message }) => message);
  const lines = told.length > 0 ? told : check.message ? [check.message] : [];
  return (
    <li className={styles.check} data-status={status}>
      <div className={styles.head}>
        <h2>{name}</h2>
        {since && (
          <time dateTime={since} title={formatDate(since)} className={styles.since}>
            {t('for', { time: formatFor(since) })}
          </time>
        )}
        <Status tone={statusTone(status)}>{t(`health.status.${status}`)}</Status>
      </div>
      {lines.map((line) => (
        <p key={line} className={styles.message}>
          {line}
        </p>
      ))}
      {hint && <p className={styles.hint}>{hint}</p>}
    </li>
  );
}
