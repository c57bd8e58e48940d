import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { actionsQuery, extensionsQuery } from '~/rest/scaffolder';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Segments } from '~/ui/Segments';
import { Skeleton } from '~/ui/Skeleton';
import { CreateTabs } from './CreateTabs';
import { Reference, type ReferenceItem } from './Reference';
import { actionItem, extensionItems } from './references';
import styles from './Reference.module.css';

/** What steps can run and expressions can use here, with examples. */
export default function ActionsPage() {
  const { t } = useTranslation('create');
  const [params, setParams] = useSearchParams();
  const view = params.get('view') === 'extensions' ? 'extensions' : 'actions';
  const actions = useQuery({ ...actionsQuery, enabled: view === 'actions' });
  const extensions = useQuery({ ...extensionsQuery, enabled: view === 'extensions' });
  const asked = view === 'actions' ? actions : extensions;
  const items: ReferenceItem[] =
    view === 'actions'
      ? (actions.data ?? []).map((action) => actionItem(action, t))
      : extensions.data
        ? extensionItems(extensions.data, t)
        : [];
  return (
    <Page title={t('actions.title')} subtitle={t('actions.subtitle')} bar={<CreateTabs />}>
      <div className={styles.switch}>
        <Segments
          label={t('actions.what')}
          value={view}
          options={[
            { value: 'actions', label: t('actions.actions') },
            { value: 'extensions', label: t('actions.extensions') },
          ]}
          onChange={(value) => setParams({ view: value }, { replace: true })}
        />
      </div>
      {asked.error && <ErrorCard error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <Skeleton lines={10} height={18} />}
      {asked.data && <Reference items={items} />}
    </Page>
  );
}
