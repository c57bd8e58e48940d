import type { FieldProps } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Facets, facetsQuery } from '~/rest/catalog';
import { ComboBox } from '~/ui/ComboBox';
import fieldStyles from '~/ui/Field.module.css';
import styles from '../Form.module.css';
import { isTag } from '../rules';
import { uiOption } from '../uiSchema';
import { Chips } from './Chips';

/** Tags: those in use are proposed, new ones are checked against the rule of the catalog. */
export function EntityTagsPicker(props: FieldProps<string[]>) {
  const { t } = useTranslation('create');
  const { uiSchema, formData = [], onChange, fieldPathId, name, schema } = props;
  const [round, setRound] = useState(0);
  const [refused, setRefused] = useState<string>();
  const kinds = uiOption<string[]>(uiSchema, 'kinds') ?? [];
  const { data } = useQuery(
    facetsQuery(
      ['metadata.tags'],
      kinds.length ? [kinds.map((kind) => `kind=${kind}`).join()] : [],
    ),
  );
  const counts = uiOption<boolean>(uiSchema, 'showCounts');
  const off = props.disabled || props.readonly;
  const set = (values: string[]) => onChange(values.length ? values : undefined, fieldPathId.path);
  return (
    <div role="group" aria-labelledby={`${fieldPathId.$id}__label`} className={styles.field}>
      <Chips
        values={formData.map((id) => ({ id, label: id }))}
        disabled={off}
        onRemove={(id) => set(formData.filter((one) => one !== id))}
      />
      <ComboBox
        key={round}
        id={fieldPathId.$id}
        invalid={Boolean(props.rawErrors?.length)}
        label={schema.title ?? name}
        hideLabel
        placeholder={t('form.typeToAdd')}
        choices={((data as Facets | undefined)?.['metadata.tags'] ?? [])
          .filter(({ value }) => !formData.includes(value))
          .map(({ value, count }) => ({
            id: value,
            label: value,
            hint: counts ? String(count) : undefined,
          }))}
        value={null}
        freeText
        disabled={off}
        onChange={(value) => {
          const tag = value?.trim().toLowerCase();
          if (tag) {
            setRefused(isTag(tag) ? undefined : tag);
            if (isTag(tag)) {
              set([...new Set([...formData, tag])]);
            }
            setRound(round + 1);
          }
        }}
      />
      {refused && (
        <p className={fieldStyles.error} role="alert">
          {t('invalid.tag', { tag: refused })}
        </p>
      )}
    </div>
  );
}
