import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import fieldStyles from '~/ui/Field.module.css';
import { uiOption } from '../uiSchema';
import { wired } from '../wiring';
import { PasswordWidget } from '../widgets';
import type { FormContext } from '../context';
import { UserCredentials } from './UserCredentials';

type Shown = FieldProps<string> & { input?: Record<string, unknown> };

function Line(props: Shown) {
  const { formData, onChange, fieldPathId, uiSchema, disabled, readonly, autofocus } = props;
  return (
    <span className={fieldStyles.control}>
      <input
        {...wired({ ...props, id: fieldPathId.$id })}
        id={fieldPathId.$id}
        value={formData ?? ''}
        placeholder={uiOption(uiSchema, 'placeholder')}
        disabled={disabled}
        readOnly={readonly}
        autoFocus={autofocus ?? uiOption<boolean>(uiSchema, 'autofocus')}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value || undefined, fieldPathId.path)}
        {...props.input}
      />
    </span>
  );
}

/** The name of an entity to be; its rule is checked with the form. */
export const EntityNamePicker = (props: FieldProps<string>) => (
  <Line {...props} input={{ maxLength: 63 }} />
);

/** A branch of the repository. */
export function RepoBranchPicker(props: FieldProps<string>) {
  const { t } = useTranslation('create');
  return (
    <>
      <Line {...props} input={{ 'aria-label': props.schema.title ?? t('repo.branch') }} />
      <Credentials {...props} />
    </>
  );
}

/** Who is to own a repository: a user, a group or an organisation of the host. */
export function RepoOwnerPicker(props: FieldProps<string>) {
  const excluded = uiOption<string[]>(props.uiSchema, 'excludedOwners') ?? [];
  const { onChange, fieldPathId } = props;
  return (
    <>
      <Line
        {...props}
        onChange={(value) =>
          onChange(value && excluded.includes(value) ? undefined : value, fieldPathId.path)
        }
      />
      <Credentials {...props} />
    </>
  );
}

function Credentials({ uiSchema, registry, disabled, readonly }: FieldProps<string>) {
  return (
    <UserCredentials
      uiSchema={uiSchema}
      host={uiOption(uiSchema, 'host')}
      context={registry.formContext as FormContext}
      disabled={disabled || readonly}
    />
  );
}

/** A secret: it goes beside the values, which only get to know how long it is. */
export function SecretField(props: FieldProps<string>) {
  const { onChange, fieldPathId, registry, name } = props;
  const context = registry.formContext as FormContext;
  return (
    <PasswordWidget
      {...(props as unknown as Parameters<typeof PasswordWidget>[0])}
      id={fieldPathId.$id}
      value={context.secrets[name] ?? ''}
      onBlur={() => undefined}
      onChange={(value: string | undefined) => {
        context.setSecret(name, value);
        onChange(value ? '*'.repeat(value.length) : undefined, fieldPathId.path);
      }}
    />
  );
}
