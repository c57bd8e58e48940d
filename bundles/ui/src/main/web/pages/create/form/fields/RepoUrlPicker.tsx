import type { FieldProps } from '@rjsf/utils';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboBox } from '~/ui/ComboBox';
import { Select, TextField } from '~/ui/Field';
import styles from '../Form.module.css';
import type { FormContext } from '../context';
import {
  formatRepoUrl,
  parseRepoUrl,
  partsOf,
  repoAddress,
  type RepoPart,
  type RepoValue,
} from '../repoUrl';
import { uiOption } from '../uiSchema';
import { UserCredentials } from './UserCredentials';

const HOSTS = ['github.com', 'gitlab.com', 'bitbucket.org', 'dev.azure.com'];

/** The options that say which values a part may have. */
const ALLOWED: Record<RepoPart, string> = {
  owner: 'allowedOwners',
  organization: 'allowedOrganizations',
  workspace: 'allowedOwners',
  project: 'allowedProjects',
  repo: 'allowedRepos',
};

/** A repository to be: its host, and what the host wants to know. */
export function RepoUrlPicker(props: FieldProps<string>) {
  const { t } = useTranslation('create');
  const { formData, onChange, fieldPathId, uiSchema } = props;
  const allowedHosts = uiOption<string[]>(uiSchema, 'allowedHosts');
  const value = parseRepoUrl(formData);
  const off = props.disabled || props.readonly;
  const set = (next: RepoValue) => onChange(formatRepoUrl(next), fieldPathId.path);
  const only = allowedHosts?.length === 1 ? allowedHosts[0] : undefined;
  const host = value.host || only || '';
  // Where there is nothing to choose, it is chosen.
  const preset = preselected({ ...value, host }, uiSchema);
  const presetUrl = formatRepoUrl(preset);
  useEffect(() => {
    if (presetUrl && presetUrl !== formData && preset.host) {
      onChange(presetUrl, fieldPathId.path);
    }
    // Only what the options preset counts here; each change of the value comes back through it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [presetUrl]);
  return (
    <div role="group" aria-labelledby={`${fieldPathId.$id}__label`} className={styles.field}>
      <div className={styles.repo}>
        {allowedHosts?.length ? (
          <Select
            label={t('repo.host')}
            value={host}
            disabled={off}
            options={[
              ...(host ? [] : [{ value: '', label: t('form.choose') }]),
              ...allowedHosts.map((one) => ({ value: one, label: one })),
            ]}
            onChange={(one) => set({ ...value, host: one })}
          />
        ) : (
          <ComboBox
            label={t('repo.host')}
            choices={[...new Set([...HOSTS, ...(value.host ? [value.host] : [])])].map((one) => ({
              id: one,
              label: one,
            }))}
            freeText
            disabled={off}
            value={host || null}
            onChange={(one) => set({ ...value, host: one ?? '' })}
          />
        )}
        {partsOf(host).map(({ part, optional }) => (
          <Part
            key={part}
            part={part}
            required={!optional}
            label={uiOption(uiSchema, `${part}Label`) ?? t(`repo.${part}`)}
            help={uiOption(uiSchema, `${part}Description`)}
            allowed={uiOption(uiSchema, ALLOWED[part])}
            value={value[part] ?? ''}
            disabled={off}
            onChange={(text) => set({ ...value, host, [part]: text })}
          />
        ))}
      </div>
      <p className={styles.preview}>{repoAddress({ ...value, host })}</p>
      <UserCredentials
        uiSchema={uiSchema}
        host={host}
        context={props.registry.formContext as FormContext}
        disabled={off}
      />
    </div>
  );
}

function preselected(value: RepoValue, uiSchema: object | undefined): RepoValue {
  const filled = { ...value };
  for (const { part } of partsOf(value.host)) {
    const allowed = uiOption<string[]>(uiSchema, ALLOWED[part]);
    if (!filled[part] && allowed?.length === 1) {
      filled[part] = allowed[0];
    }
  }
  return filled;
}

interface PartProps {
  part: RepoPart;
  label: string;
  help?: string;
  allowed?: string[];
  value: string;
  required: boolean;
  disabled?: boolean;
  onChange: (value: string) => void;
}

function Part({ label, help, allowed, value, required, disabled, onChange }: PartProps) {
  const { t } = useTranslation('create');
  return allowed?.length ? (
    <Select
      label={label}
      help={help}
      value={value}
      required={required}
      disabled={disabled}
      options={[
        ...(value ? [] : [{ value: '', label: t('form.choose') }]),
        ...allowed.map((one) => ({ value: one, label: one })),
      ]}
      onChange={onChange}
    />
  ) : (
    <TextField
      label={label}
      help={help}
      value={value}
      aria-required={required}
      disabled={disabled}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}
