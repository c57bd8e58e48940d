import { useTranslation } from 'react-i18next';
import { TextField } from '~/ui/Field';
import type { FormContext } from '../context';
import { hostType } from '../repoUrl';
import { uiOption } from '../uiSchema';

interface Wish {
  secretsKey?: string;
  additionalScopes?: Record<string, string[]>;
}

interface Props {
  uiSchema: object | undefined;
  /** The host that the token is for, when it is known. */
  host?: string;
  context: FormContext;
  disabled?: boolean;
}

/**
 * The option `requestUserCredentials`: steps that act as the user need a token of the user. It is asked for, since the
 * portal keeps none, and goes with the secrets of the task under the name that the template says.
 */
export function UserCredentials({ uiSchema, host, context, disabled }: Props) {
  const { t } = useTranslation('create');
  const wish = uiOption<Wish>(uiSchema, 'requestUserCredentials');
  const name = wish?.secretsKey;
  if (!name) {
    return null;
  }
  const scopes =
    wish.additionalScopes?.[(host ? hostType(host) : '').replace(/(Cloud|Server)$/, '')];
  return (
    <TextField
      label={t('repo.token', { host: host || t('repo.theHost') })}
      help={[
        t('repo.tokenHelp'),
        scopes?.length && t('repo.tokenScopes', { scopes: scopes.join(', ') }),
      ]
        .filter(Boolean)
        .join(' ')}
      type="password"
      autoComplete="off"
      disabled={disabled}
      value={context.secrets[name] ?? ''}
      onChange={(event) => context.setSecret(name, event.target.value.trim() || undefined)}
    />
  );
}
