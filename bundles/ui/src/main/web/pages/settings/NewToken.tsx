import { IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContributions } from '~/contributions/contributions';
import { api } from '~/rest/client';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { ErrorCard } from '~/ui/ErrorCard';
import { Select, TextField } from '~/ui/Field';
import { toast } from '~/ui/toast';
import styles from './Settings.module.css';
import { type Access, scopesOf, tokensKey } from './tokens';

const AREAS = ['catalog', 'scaffolder', 'techdocs', 'search', 'notifications'];
const DAYS = [7, 30, 90];

/** Asks for name, end and scopes of a token, then shows it, once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { plugins } = useContributions();
  const [name, setName] = useState('');
  const [days, setDays] = useState('30');
  const [choices, setChoices] = useState<Record<string, Access>>({ catalog: 'read' });
  const areas = [...new Set([...AREAS, ...plugins.map(({ id }) => id)])];
  const scopes = scopesOf(choices);
  const { mutate, data, error, isPending } = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      api.post<{ token: string }>('/auth/v1/access-tokens', {
        name: name.trim(),
        scopes,
        expiresInSeconds: Number(days) * 86_400,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
  if (data) {
    return <Made token={data.token} onClose={onClose} />;
  }
  return (
    <Dialog
      title={t('tokens.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:state.cancel')}</Button>
          <Button
            type="submit"
            form="new-token"
            variant="primary"
            busy={isPending}
            disabled={!name.trim() || scopes.length === 0}
          >
            {t('tokens.make')}
          </Button>
        </>
      }
    >
      <form
        id="new-token"
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        {error && <ErrorCard error={error} />}
        <TextField
          label={t('tokens.name')}
          help={t('tokens.nameHelp')}
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Select
          label={t('tokens.endsIn')}
          value={days}
          options={DAYS.map((count) => ({
            value: String(count),
            label: t('tokens.days', { count }),
          }))}
          onChange={setDays}
        />
        <fieldset>
          <legend className={styles.legend}>{t('tokens.scopes')}</legend>
          <div className={styles.scopes}>
            {areas.map((area) => (
              <div key={area} className={styles.scope}>
                <code aria-hidden>{area}</code>
                <Select
                  label={area}
                  hideLabel
                  value={choices[area] ?? 'none'}
                  options={(['none', 'read', 'all'] as const).map((value) => ({
                    value,
                    label: t(`tokens.access.${value}`),
                  }))}
                  onChange={(value) => setChoices({ ...choices, [area]: value as Access })}
                />
              </div>
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const copy = () =>
    void navigator.clipboard
      .writeText(token)
      .then(() => toast(t('shell:state.copied'), { tone: 'green' }));
  return (
    <Dialog
      title={t('tokens.madeTitle')}
      onClose={onClose}
      footer={
        <>
          <Button icon={<IconCopy />} onClick={copy}>
            {t('shell:state.copy')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('tokens.done')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{t('tokens.madeText')}</p>
        <code className={styles.secret} data-secret>
          {token}
        </code>
      </div>
    </Dialog>
  );
}
