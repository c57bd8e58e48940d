import type { RJSFSchema } from '@rjsf/utils';
import { uiOption } from './uiSchema';

const GROUP_FIELDS = ['RepoUrlPicker', 'MultiEntityPicker', 'EntityTagsPicker'];

/** Whether a field has several controls, which share its label as the name of their group. */
export function isGroup(schema: RJSFSchema, uiSchema: object | undefined): boolean {
  const field = uiOption<string>(uiSchema, 'field');
  const widget = uiOption<string>(uiSchema, 'widget');
  return (
    (typeof field === 'string' && GROUP_FIELDS.includes(field)) ||
    widget === 'radio' ||
    widget === 'checkboxes' ||
    schema.type === 'array'
  );
}

interface Described {
  id: string;
  schema: RJSFSchema;
  uiSchema?: object;
  rawErrors?: string[];
  required?: boolean;
}

/** What tells screen readers what is wrong with a control and what it is for. */
export function wired({ id, schema, uiSchema, rawErrors, required }: Described) {
  const invalid = Boolean(rawErrors?.length);
  const described = [
    invalid && `${id}__error`,
    (uiOption(uiSchema, 'description') ?? schema.description) && `${id}__description`,
    uiOption(uiSchema, 'help') && `${id}__help`,
  ].filter(Boolean);
  return {
    'aria-invalid': invalid ? (true as const) : undefined,
    'aria-required': required ? (true as const) : undefined,
    'aria-describedby': described.join(' ') || undefined,
  };
}
