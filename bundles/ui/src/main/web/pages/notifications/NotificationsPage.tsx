import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { statusQuery } from '~/rest/notifications';
import { useSession } from '~/rest/session';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { Page } from '~/ui/Page';
import { TabBar } from '~/ui/Tabs';
import { List } from './List';
import { VIEWS, type View } from './views';

/** What plugins had to tell the user. */
export default function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const { userEntityRef } = useSession();
  const { pathname } = useLocation();
  const { data } = useQuery({ ...statusQuery, enabled: userEntityRef !== '' });
  const last = pathname.split('/')[2] ?? '';
  const view: View = VIEWS.find((name) => name === last) ?? 'unread';
  return (
    <Page
      title={t('title')}
      actions={
        <ButtonLink to="/settings/notifications" icon={<IconSettings />}>
          {t('settings')}
        </ButtonLink>
      }
    >
      {userEntityRef === '' ? (
        <EmptyState title={t('noUser')}>{t('noUserText')}</EmptyState>
      ) : (
        <>
          <TabBar
            label={t('title')}
            tabs={VIEWS.map((name) => ({
              to: name === 'unread' ? '/notifications' : `/notifications/${name}`,
              end: true,
              label: t(`view.${name}`),
              count: name === 'unread' ? data?.unread : undefined,
            }))}
          />
          <List key={view} view={view} />
        </>
      )}
    </Page>
  );
}
