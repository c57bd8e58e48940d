import { Component, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';

const RELOADED = 'callboard.reloaded';

interface Props {
  /** Another address is another try. */
  path: string;
  children: ReactNode;
}

/** Keeps what fails in a page in its place, so that the rest of the portal stays. */
export class PageBoundary extends Component<Props, { error?: Error; path?: string }> {
  override state: { error?: Error; path?: string } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps({ path }: Props, state: { path?: string }) {
    return path === state.path ? null : { path, error: undefined };
  }

  override render() {
    return this.state.error ? <RouteError error={this.state.error} /> : this.props.children;
  }
}

function RouteError({ error }: { error: Error }) {
  const { t } = useTranslation();
  // The files of a page have other names after an update of the portal: a new start knows them.
  const outdated = error instanceof TypeError && /import|module/i.test(error.message);
  useEffect(() => {
    if (outdated && Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) > 60_000) {
      sessionStorage.setItem(RELOADED, String(Date.now()));
      location.reload();
    }
  }, [outdated]);
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
