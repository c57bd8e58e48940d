import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDate } from '~/i18n';
import { api } from '~/rest/client';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Dialog } from '~/ui/Dialog';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Tag } from '~/ui/Tag';
import { toast } from '~/ui/toast';
import { NewToken } from './NewToken';
import styles from './Settings.module.css';
import { type AccessToken, type Scope, tokensKey, tokensQuery } from './tokens';

/** The access tokens of the user, for scripts and command lines. */
export function Tokens() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(tokensQuery);
  const [makes, setMakes] = useState(false);
  const make = (
    <Button variant="primary" icon={<IconPlus />} onClick={() => setMakes(true)}>
      {t('tokens.new')}
    </Button>
  );
  return (
    <div className={styles.single}>
      <Card title={t('tokens.title')} actions={data && data.length > 0 && make}>
        <p className={styles.help}>{t('tokens.help')}</p>
        {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={4} height={24} />}
        {data?.length === 0 && (
          <EmptyState icon={<IconKey stroke={1.4} />} title={t('tokens.none')} action={make}>
            {t('tokens.noneText')}
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul className={styles.rows}>
            {data.map((token) => (
              <Token key={token.id} token={token} />
            ))}
          </ul>
        )}
      </Card>
      {makes && <NewToken onClose={() => setMakes(false)} />}
    </div>
  );
}

function Token({ token }: { token: AccessToken }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.delete(`/auth/v1/access-tokens/${encodeURIComponent(token.id)}`),
    onSuccess: () => {
      setAsks(false);
      toast(t('tokens.revoked', { name: token.name }), { tone: 'green' });
      return client.invalidateQueries({ queryKey: tokensKey });
    },
  });
  return (
    <li data-token={token.name}>
      <div className={styles.token}>
        <strong>{token.name}</strong>
        <p className={styles.help}>
          <span title={formatDate(token.expiresAt)}>
            {t('tokens.ends', { ago: formatAgo(token.expiresAt) })}
          </span>
          {' · '}
          {token.lastUsedAt
            ? t('tokens.used', { ago: formatAgo(token.lastUsedAt) })
            : t('tokens.unused')}
        </p>
        <p className={styles.tags}>
          {token.scopes.map((scope) => (
            <Tag key={scope.plugin}>{describe(scope)}</Tag>
          ))}
        </p>
      </div>
      <Button onClick={() => setAsks(true)}>{t('tokens.revoke')}</Button>
      {asks && (
        <Dialog
          title={t('tokens.revokeTitle', { name: token.name })}
          size="small"
          onClose={() => setAsks(false)}
          footer={
            <>
              <Button onClick={() => setAsks(false)}>{t('shell:state.cancel')}</Button>
              <Button variant="danger" busy={isPending} onClick={() => mutate()}>
                {t('tokens.revoke')}
              </Button>
            </>
          }
        >
          <p>{t('tokens.revokeText')}</p>
        </Dialog>
      )}
    </li>
  );
}

const describe = ({ plugin, permissions, actions }: Scope) =>
  [plugin, ...(permissions ?? []), ...(actions ?? [])].join(' · ');
