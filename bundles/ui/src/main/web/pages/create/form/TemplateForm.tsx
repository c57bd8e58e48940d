// The package's index draws in a validator that compiles code; the form alone does not.
import RjsfForm from '@rjsf/core/lib/components/Form.js';
import type { RJSFSchema } from '@rjsf/utils';
import { type ReactNode, useMemo, useState } from 'react';
import { useContributed } from '~/contributions/contributions';
import type { JsonObject } from '~/rest/scaffolder';
import type { FormContext } from './context';
import { customFields } from './fields';
import { contributedField } from './fields/ContributedField';
import { checkFields } from './rules';
import {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  FieldTemplate,
  MultiSchemaFieldTemplate,
  Nothing,
  ObjectFieldTemplate,
  WrapIfAdditionalTemplate,
} from './templates';
import { splitSchema } from './uiSchema';
import { validator } from './validator';
import {
  BaseInputTemplate,
  CheckboxesWidget,
  CheckboxWidget,
  PasswordWidget,
  RadioWidget,
  SelectWidget,
  TextareaWidget,
} from './widgets';

const templates = {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  BaseInputTemplate,
  DescriptionFieldTemplate: Nothing,
  ErrorListTemplate: Nothing,
  FieldErrorTemplate: Nothing,
  FieldHelpTemplate: Nothing,
  FieldTemplate,
  MultiSchemaFieldTemplate,
  ObjectFieldTemplate,
  WrapIfAdditionalTemplate,
};

const widgets = {
  CheckboxesWidget,
  CheckboxWidget,
  PasswordWidget,
  RadioWidget,
  SelectWidget,
  TextareaWidget,
};

interface Props {
  /** One page, with its `ui:` keys as the template has them. */
  schema: JsonObject;
  values: JsonObject;
  onChange: (values: JsonObject) => void;
  context: FormContext;
  onSubmit: (values: JsonObject) => void;
  /** The buttons at the end; the one of type `submit` checks the page. */
  children: ReactNode;
  idPrefix?: string;
}

/** One page of a form, drawn with the parts of this portal. */
export function TemplateForm(props: Props) {
  const { schema: mixed, values, onChange, context, onSubmit, children, idPrefix = 'root' } = props;
  const contributed = useContributed('scaffolderFields');
  const { schema, uiSchema } = useMemo(() => splitSchema(mixed), [mixed]);
  const fields = useMemo(
    () => ({
      ...customFields,
      ...Object.fromEntries(contributed.map((item) => [item.name, contributedField(item)])),
    }),
    [contributed],
  );
  const [tried, setTried] = useState(false);
  return (
    <RjsfForm<JsonObject, RJSFSchema, FormContext>
      schema={{ type: 'object', ...schema, title: undefined, description: undefined }}
      uiSchema={uiSchema}
      formData={values}
      formContext={context}
      validator={validator as never}
      fields={fields as never}
      widgets={widgets as never}
      templates={templates as never}
      customValidate={
        ((data: JsonObject, errors: never, ui: never) =>
          checkFields(data ?? {}, errors, ui)) as never
      }
      idPrefix={idPrefix}
      noHtml5Validate
      showErrorList={false}
      // Nobody is told that something is wrong before having tried; then each mend shows at once.
      liveValidate={tried ? 'onChange' : false}
      focusOnFirstError={focusFirst}
      onError={() => setTried(true)}
      onChange={({ formData }) => onChange(formData ?? {})}
      onSubmit={({ formData }) => onSubmit(formData ?? {})}
    >
      {children}
    </RjsfForm>
  );
}

/** The first field in the order of the page, once what is wrong with it shows. */
function focusFirst() {
  requestAnimationFrame(() => {
    const [first] = document.querySelectorAll<HTMLElement>('form [aria-invalid="true"]');
    first?.focus();
  });
}
