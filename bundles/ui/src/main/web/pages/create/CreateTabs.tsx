import { useTranslation } from 'react-i18next';
import { TabBar } from '~/ui/Tabs';

/** What there is around templates, on each of its pages. */
export function CreateTabs() {
  const { t } = useTranslation('create');
  return (
    <TabBar
      label={t('tabs.label')}
      tabs={[
        { to: '/create', label: t('tabs.templates'), end: true },
        { to: '/create/tasks', label: t('tabs.tasks') },
        { to: '/create/edit', label: t('tabs.editor') },
        { to: '/create/actions', label: t('tabs.actions') },
      ]}
    />
  );
}
