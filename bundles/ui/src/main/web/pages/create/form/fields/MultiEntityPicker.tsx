import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboBox } from '~/ui/ComboBox';
import styles from '../Form.module.css';
import { uiOption } from '../uiSchema';
import { wired } from '../wiring';
import { Chips } from './Chips';
import { fieldFilter, typedRef } from './EntityPicker';
import { useEntityChoices } from './useEntityChoices';

/** Several entities of the catalog. */
export function MultiEntityPicker(props: FieldProps<string[]>) {
  const { t } = useTranslation('create');
  const { uiSchema, formData = [], onChange, fieldPathId, name, schema } = props;
  const [round, setRound] = useState(0);
  const { choices, onInput } = useEntityChoices(fieldFilter(props, {}), formData);
  const off = props.disabled || props.readonly;
  const set = (values: string[]) => onChange(values.length ? values : undefined, fieldPathId.path);
  return (
    <div role="group" aria-labelledby={`${fieldPathId.$id}__label`} className={styles.field}>
      <Chips
        values={formData.map((id) => ({
          id,
          label: choices.find((choice) => choice.id === id)?.label ?? id,
        }))}
        disabled={off}
        onRemove={(id) => set(formData.filter((one) => one !== id))}
      />
      <ComboBox
        // A fresh field for each choice: what was typed for the last one is done.
        key={round}
        id={fieldPathId.$id}
        describedBy={wired({ ...props, id: fieldPathId.$id })['aria-describedby']}
        invalid={Boolean(props.rawErrors?.length)}
        label={schema.title ?? name}
        hideLabel
        placeholder={t('form.typeToAdd')}
        choices={choices.filter(({ id }) => !formData.includes(id))}
        value={null}
        freeText={uiOption<boolean>(uiSchema, 'allowArbitraryValues') ?? true}
        onInput={onInput}
        disabled={off || formData.length >= Number(schema.maxItems ?? Infinity)}
        onChange={(value) => {
          if (value !== null) {
            const known = choices.some(({ id }) => id === value);
            set([...new Set([...formData, known ? value : typedRef(value, props)])]);
            setRound(round + 1);
          }
        }}
      />
    </div>
  );
}
