import type { FieldProps } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import { fullRef } from '~/rest/entity';
import { useSession } from '~/rest/session';
import { ComboBox } from '~/ui/ComboBox';
import { uiOption } from '../uiSchema';
import { wired } from '../wiring';
import { type CatalogFilter, filterParams } from './entityFilter';
import { useEntityChoices } from './useEntityChoices';

interface Preset {
  kinds?: string[];
  /** Further conditions that every choice meets. */
  narrowed?: Record<string, string[]>;
}

/** The filter of a field, from its options and from what the sort of field means. */
export function fieldFilter({ uiSchema }: { uiSchema?: object }, preset: Preset): string[] {
  const filter = uiOption<CatalogFilter>(uiSchema, 'catalogFilter');
  const kinds = uiOption<string[]>(uiSchema, 'allowedKinds') ?? (filter ? undefined : preset.kinds);
  return filterParams(filter, { ...(kinds ? { kind: kinds } : {}), ...preset.narrowed });
}

/** What somebody typed, as a full reference where it can be one. */
export function typedRef(text: string, { uiSchema }: { uiSchema?: object }): string {
  const kind = uiOption<string>(uiSchema, 'defaultKind');
  const namespace = uiOption<string | false>(uiSchema, 'defaultNamespace');
  return text.includes(':') || kind
    ? fullRef(text, { kind, namespace: namespace || undefined })
    : text;
}

function Picker({ preset, ...props }: FieldProps<string> & { preset: Preset }) {
  const { t } = useTranslation('create');
  const { uiSchema, formData, onChange, fieldPathId, name, schema } = props;
  const { choices, isLoading, error, onInput } = useEntityChoices(
    fieldFilter(props, preset),
    formData ? [formData] : [],
  );
  const free = uiOption<boolean>(uiSchema, 'allowArbitraryValues') ?? true;
  return (
    <ComboBox
      id={fieldPathId.$id}
      describedBy={wired({ ...props, id: fieldPathId.$id })['aria-describedby']}
      invalid={Boolean(props.rawErrors?.length)}
      label={schema.title ?? name}
      hideLabel
      placeholder={
        error ? t('form.noChoices') : isLoading ? t('form.loading') : t('form.typeToFind')
      }
      choices={choices}
      value={formData ?? null}
      freeText={free}
      onInput={onInput}
      disabled={props.disabled || props.readonly}
      onChange={(value) => {
        const known = value === null || choices.some(({ id }) => id === value);
        onChange(known ? (value ?? undefined) : typedRef(value, props), fieldPathId.path);
      }}
    />
  );
}

const ANY: Preset = {};
const OWNERS: Preset = { kinds: ['Group', 'User'] };

/** An entity of the catalog. */
export const EntityPicker = (props: FieldProps<string>) => <Picker {...props} preset={ANY} />;

/** A group or a user. */
export const OwnerPicker = (props: FieldProps<string>) => <Picker {...props} preset={OWNERS} />;

/** An entity that whoever fills in the form owns. */
export function OwnedEntityPicker(props: FieldProps<string>) {
  const { ownershipEntityRefs, userEntityRef } = useSession();
  const owners = ownershipEntityRefs.length ? ownershipEntityRefs : [userEntityRef];
  return <Picker {...props} preset={{ narrowed: { 'relations.ownedBy': owners } }} />;
}

/** A group of whoever fills in the form. */
export function MyGroupsPicker(props: FieldProps<string>) {
  const { userEntityRef } = useSession();
  return (
    <Picker
      {...props}
      preset={{ kinds: ['Group'], narrowed: { 'relations.hasMember': [userEntityRef] } }}
    />
  );
}
