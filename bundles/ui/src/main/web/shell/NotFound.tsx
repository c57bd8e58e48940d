import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { Page } from '~/ui/Page';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('error.notFound')}
      heading={<h1 className="cb-visually-hidden">{t('error.notFound')}</h1>}
    >
      <EmptyState
        icon={<IconMapOff stroke={1.4} />}
        title={t('error.notFound')}
        action={<ButtonLink to="/">{t('error.home')}</ButtonLink>}
      >
        {t('error.notFoundText')}
      </EmptyState>
    </Page>
  );
}
