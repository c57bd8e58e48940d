import type { FieldProps } from '@rjsf/utils';
import type { Contributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import type { ElementItem } from '~/contributions/types';
import type { FormContext } from '../context';

type Item = Contributed<ElementItem & { name: string }>;

/** The field of a plugin: a custom element that gets the schema and the value, and tells each change. */
export function contributedField(item: Item) {
  return function ContributedField(props: FieldProps) {
    const { schema, uiSchema, formData, onChange, fieldPathId, registry } = props;
    const context = registry.formContext as FormContext;
    return (
      <ElementHost
        item={item}
        properties={{
          schema,
          uiSchema,
          value: formData,
          onChange: (value: unknown) => onChange(value, fieldPathId.path),
          inputId: fieldPathId.$id,
          name: props.name,
          required: props.required ?? false,
          disabled: Boolean(props.disabled || props.readonly),
          errors: props.rawErrors ?? [],
          values: context.values,
          setSecret: context.setSecret,
        }}
      />
    );
  };
}
