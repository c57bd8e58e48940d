import { IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import { portalConfig } from '~/rest/config';
import { signOut, useSession } from '~/rest/session';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Dialog } from '~/ui/Dialog';
import { Tag } from '~/ui/Tag';
import styles from './Settings.module.css';

/** How one has signed in, and how to end it here or everywhere. */
export function SignInSettings() {
  const { t } = useTranslation('settings');
  const { provider, userEntityRef } = useSession();
  const [asks, setAsks] = useState(false);
  const everywhere = useMutation({
    mutationFn: () => api.post('/auth/v1/sign-out'),
    onSuccess: () => signOut(),
  });
  return (
    <div className={styles.grid}>
      <Card title={t('signIn.session')}>
        <div className={styles.stack}>
          <p>
            {provider === 'token'
              ? t('signIn.withToken')
              : t('signIn.with', {
                  provider:
                    portalConfig.providers.find(({ id }) => id === provider)?.title ?? provider,
                })}
          </p>
          <p className={styles.buttons}>
            <Button icon={<IconLogout />} onClick={() => void signOut()}>
              {t('signIn.out')}
            </Button>
            {userEntityRef && (
              <Button variant="danger" onClick={() => setAsks(true)}>
                {t('signIn.everywhere')}
              </Button>
            )}
          </p>
        </div>
      </Card>
      <Card title={t('signIn.providers')}>
        <ul className={styles.rows}>
          {portalConfig.providers.map(({ id, title }) => (
            <li key={id}>
              <span>{title}</span>
              {id === provider && <Tag tone="green">{t('signIn.current')}</Tag>}
            </li>
          ))}
        </ul>
      </Card>
      {asks && (
        <Dialog
          title={t('signIn.everywhereTitle')}
          size="small"
          onClose={() => setAsks(false)}
          footer={
            <>
              <Button onClick={() => setAsks(false)}>{t('shell:state.cancel')}</Button>
              <Button
                variant="danger"
                busy={everywhere.isPending}
                onClick={() => everywhere.mutate()}
              >
                {t('signIn.everywhere')}
              </Button>
            </>
          }
        >
          <p>{t('signIn.everywhereText')}</p>
        </Dialog>
      )}
    </div>
  );
}
