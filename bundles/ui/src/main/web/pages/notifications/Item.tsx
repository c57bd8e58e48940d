import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconBookmark,
  IconBookmarkFilled,
  IconCircleCheck,
  IconInfoCircle,
  IconMail,
  IconMailOpened,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatAgo, formatDate } from '~/i18n';
import { safeUrl } from '~/rest/entity';
import { type Notification, type Severity, useMark } from '~/rest/notifications';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { Tag } from '~/ui/Tag';
import styles from './Notifications.module.css';

const ICONS: Record<Severity, typeof IconInfoCircle> = {
  critical: IconAlertOctagon,
  high: IconAlertTriangle,
  normal: IconCircleCheck,
  low: IconInfoCircle,
};

interface Props {
  item: Notification;
  selected: boolean;
  onToggle: () => void;
}

/** One notification: what it says, of whom it is, and where it leads. */
export function Item({ item, selected, onToggle }: Props) {
  const { t } = useTranslation('notifications');
  const { mutate } = useMark();
  const { id, payload, origin, created, updated } = item;
  const severity = payload.severity ?? 'normal';
  const Icon = ICONS[severity];
  const when = updated ?? created;
  const read = Boolean(item.read);
  const saved = Boolean(item.saved);
  return (
    <li className={cx(styles.item, !read && styles.unread)} data-notification={id}>
      <input
        type="checkbox"
        aria-label={t('choose', { title: payload.title })}
        checked={selected}
        onChange={onToggle}
      />
      <span className={cx(styles.severity, styles[severity])} title={t(`severity.${severity}`)}>
        <Icon aria-hidden size={18} stroke={1.6} />
        <span className="cb-visually-hidden">{t(`severity.${severity}`)}</span>
      </span>
      <div className={styles.text}>
        <h2>
          <Title item={item} onOpen={() => !read && mutate({ ids: [id], read: true })} />
        </h2>
        {payload.description && <p>{payload.description}</p>}
        <p className={styles.meta}>
          <time dateTime={when} title={formatDate(when)}>
            {formatAgo(when)}
          </time>
          <span>{origin}</span>
          {payload.topic && <Tag>{payload.topic}</Tag>}
        </p>
      </div>
      <div className={styles.actions}>
        <Button
          variant="quiet"
          label={t(saved ? 'unsave' : 'save')}
          aria-pressed={saved}
          icon={saved ? <IconBookmarkFilled /> : <IconBookmark />}
          onClick={() => mutate({ ids: [id], saved: !saved })}
        />
        <Button
          variant="quiet"
          label={t(read ? 'markUnread' : 'markRead')}
          icon={read ? <IconMail /> : <IconMailOpened />}
          onClick={() => mutate({ ids: [id], read: !read })}
        />
      </div>
    </li>
  );
}

function Title({ item, onOpen }: { item: Notification; onOpen: () => void }) {
  const { title, link } = item.payload;
  const url = safeUrl(link ?? undefined);
  if (!url) {
    return title;
  }
  return url.startsWith('/') && !url.startsWith('//') ? (
    <Link to={url} onClick={onOpen}>
      {title}
    </Link>
  ) : (
    <a href={url} target="_blank" rel="noreferrer noopener" onClick={onOpen}>
      {title}
    </a>
  );
}
