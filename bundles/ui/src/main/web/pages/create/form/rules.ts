import type { FormValidation, UiSchema } from '@rjsf/utils';
import i18next from 'i18next';
import { missingParts } from './repoUrl';

/** What the custom fields demand of their values beyond the schema: a key of a message, or nothing. */
type Rule = (value: string, uiSchema: UiSchema) => string | undefined;

const NAME = /^([a-zA-Z0-9][-a-zA-Z0-9_.]*)?[a-zA-Z0-9]$/;
const TAG = /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/;

const RULES: Record<string, Rule> = {
  EntityNamePicker: (value) =>
    value.length > 63 || !NAME.test(value) ? i18next.t('create:invalid.entityName') : undefined,
  RepoUrlPicker: (value) => {
    const missing = missingParts(value);
    return missing.length
      ? i18next.t('create:invalid.repoUrl', {
          parts: missing.map((part) => i18next.t(`create:repo.${part}`)).join(', '),
        })
      : undefined;
  },
};

/** Whether an entity may have this tag. */
export const isTag = (value: string) => value.length <= 63 && TAG.test(value);

type Errors = FormValidation<Record<string, unknown>>;

/** Goes through the form with its values and applies the rules of the fields. */
export function checkFields(
  values: Record<string, unknown>,
  errors: Errors,
  uiSchema: UiSchema = {},
): Errors {
  for (const [name, value] of Object.entries(values)) {
    const ui = uiSchema[name] as UiSchema | undefined;
    const at = errors[name] as Errors | undefined;
    if (!ui || !at) {
      continue;
    }
    const rule = RULES[String(ui['ui:field'])];
    if (rule && typeof value === 'string' && value !== '') {
      const message = rule(value, ui);
      if (message) {
        at.addError(message);
      }
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      checkFields(value as Record<string, unknown>, at, ui);
    }
  }
  return errors;
}
