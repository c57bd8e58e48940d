import { IconBookmark, IconBookmarkOff, IconMail, IconMailOpened } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Notification, useMark } from '~/rest/notifications';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Field';
import { toast } from '~/ui/toast';
import styles from './Notifications.module.css';

interface Props {
  items: Notification[];
  chosen: Notification[];
  onChoose: (ids: string[]) => void;
}

/** What can be done with those that are chosen, or with all. */
export function Bulk({ items, chosen, onChoose }: Props) {
  const { t } = useTranslation('notifications');
  const { mutate } = useMark();
  const unread = items.filter(({ read }) => !read);
  const ids = chosen.map(({ id }) => id);
  const mark = (change: { read?: boolean; saved?: boolean }) => {
    mutate({ ids, ...change });
    onChoose([]);
  };
  const markAll = () => {
    const all = unread.map(({ id }) => id);
    mutate(
      { ids: all, read: true },
      {
        onSuccess: () =>
          toast(t('allRead', { count: all.length }), {
            action: {
              label: t('shell:state.undo'),
              run: () => mutate({ ids: all, read: false }),
            },
          }),
      },
    );
  };
  const hasUnread = chosen.some(({ read }) => !read);
  const hasUnsaved = chosen.some(({ saved }) => !saved);
  return (
    <div className={styles.bulk}>
      <Checkbox
        label={
          <span className={chosen.length ? undefined : 'cb-visually-hidden'}>
            {chosen.length ? t('chosen', { count: chosen.length }) : t('chooseAll')}
          </span>
        }
        checked={chosen.length === items.length}
        onChange={({ target }) => onChoose(target.checked ? items.map(({ id }) => id) : [])}
      />
      {chosen.length > 0 ? (
        <>
          <Button
            variant="quiet"
            icon={hasUnread ? <IconMailOpened /> : <IconMail />}
            onClick={() => mark({ read: hasUnread })}
          >
            {t(hasUnread ? 'markRead' : 'markUnread')}
          </Button>
          <Button
            variant="quiet"
            icon={hasUnsaved ? <IconBookmark /> : <IconBookmarkOff />}
            onClick={() => mark({ saved: hasUnsaved })}
          >
            {t(hasUnsaved ? 'save' : 'unsave')}
          </Button>
        </>
      ) : (
        unread.length > 0 && (
          <Button variant="quiet" icon={<IconMailOpened />} onClick={markAll}>
            {t('markAll')}
          </Button>
        )
      )}
    </div>
  );
}
