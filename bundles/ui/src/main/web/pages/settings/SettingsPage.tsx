import { useTranslation } from 'react-i18next';
import { Route, Routes } from 'react-router';
import { useContributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import { useSession } from '~/rest/session';
import { Page } from '~/ui/Page';
import { TabBar } from '~/ui/Tabs';
import { General } from './General';
import { NotificationSettings } from './NotificationSettings';
import { SignInSettings } from './SignInSettings';
import { Tokens } from './Tokens';

/** What people set for themselves; plugins add tabs of their own. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const contributed = useContributed('settingsTabs');
  const isUser = useSession().userEntityRef !== '';
  const base = '/settings';
  return (
    <Page title={t('title')}>
      <TabBar
        label={t('title')}
        tabs={[
          { to: base, end: true, label: t('tab.general') },
          ...(isUser
            ? [
                { to: `${base}/notifications`, label: t('tab.notifications') },
                { to: `${base}/tokens`, label: t('tab.tokens') },
              ]
            : []),
          { to: `${base}/sign-in`, label: t('tab.signIn') },
          ...contributed.map(({ path, title, plugin }) => ({
            to: `${base}/${path.replace(/^\/+/, '')}`,
            label: title ?? plugin.name,
          })),
        ]}
      />
      <Routes>
        <Route index element={<General />} />
        {/* Where Backstage has it. */}
        <Route path="general" element={<General />} />
        <Route path="notifications" element={<NotificationSettings />} />
        <Route path="tokens" element={<Tokens />} />
        <Route path="sign-in" element={<SignInSettings />} />
        <Route path="auth-providers" element={<SignInSettings />} />
        {contributed.map((item) => (
          <Route
            key={`${item.plugin.id}/${item.id}`}
            path={`${item.path.replace(/^\/+/, '')}/*`}
            element={<ElementHost item={item} />}
          />
        ))}
      </Routes>
    </Page>
  );
}
