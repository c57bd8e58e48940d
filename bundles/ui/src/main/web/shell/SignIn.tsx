import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { portalConfig, type SignInProvider } from '~/rest/config';
import { signIn, signInWithToken, useSessionState } from '~/rest/session';
import { Button } from '~/ui/Button';
import { TextField } from '~/ui/Field';
import styles from './SignIn.module.css';

export default function SignIn() {
  const { t } = useTranslation();
  const state = useSessionState();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<string>();
  const [withToken, setWithToken] = useState(portalConfig.providers.length === 0);
  const { title, providers } = portalConfig;
  const reason = state.status === 'signed-out' ? state.reason : undefined;

  const enter = async (provider: SignInProvider) => {
    setBusy(provider.id);
    setError(undefined);
    try {
      await signIn(provider);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <main className={styles.stage}>
      <div className={styles.card}>
        <img src="/mark.svg" alt="" width={40} height={40} />
        <h1>{t('signIn.title', { title })}</h1>
        {reason && <p className={styles.note}>{t(`signIn.${reason}`)}</p>}
        {error && (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
        {providers.length === 0 && (
          <div className={styles.note}>
            <p>
              <strong>{t('signIn.none')}</strong>
            </p>
            <p>{t('signIn.noneText')}</p>
          </div>
        )}
        <div className={styles.choices}>
          {providers.map((provider, index) => (
            <Button
              key={provider.id}
              variant={index === 0 ? 'primary' : 'secondary'}
              busy={busy === provider.id}
              onClick={() => void enter(provider)}
            >
              {busy === provider.id
                ? t('signIn.waiting', { provider: provider.title })
                : provider.id === 'guest'
                  ? t('signIn.guest')
                  : t('signIn.with', { provider: provider.title })}
            </Button>
          ))}
        </div>
        {withToken ? (
          <TokenForm />
        ) : (
          <Button variant="quiet" onClick={() => setWithToken(true)}>
            {t('signIn.token')}
          </Button>
        )}
      </div>
    </main>
  );
}

function TokenForm() {
  const { t } = useTranslation();
  const [token, setToken] = useState('');
  const [refused, setRefused] = useState(false);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void signInWithToken(token.trim()).then((taken) => setRefused(!taken));
      }}
    >
      <TextField
        label={t('signIn.tokenLabel')}
        help={t('signIn.tokenHelp')}
        error={refused ? t('signIn.tokenRefused') : undefined}
        type="password"
        autoComplete="off"
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <Button type="submit" disabled={!token.trim()}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
