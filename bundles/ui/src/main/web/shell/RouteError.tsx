import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { NotFound } from './NotFound';

/** Shown in place of a page whose code failed, so that the rest of the portal stays. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return <NotFound />;
  }
  // The files of a page have other names after an update of the portal.
  const outdated = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <Page title={t('error.title')}>
      <ErrorCard error={outdated ? new Error(t('newVersion')) : error} />
      <p style={{ marginTop: 16 }}>
        <Button variant="primary" onClick={() => location.reload()}>
          {t('state.reload')}
        </Button>
      </p>
    </Page>
  );
}
