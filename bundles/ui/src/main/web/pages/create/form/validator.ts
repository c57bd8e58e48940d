import { type OutputUnit, type Schema, type SchemaDraft, Validator } from '@cfworker/json-schema';
import {
  type CustomValidator,
  createErrorHandler,
  type ErrorSchema,
  ErrorSchemaBuilder,
  type ErrorTransformer,
  getDefaultFormState,
  type RJSFSchema,
  type RJSFValidationError,
  type UiSchema,
  unwrapErrorHandler,
  validationDataMerge,
  type ValidatorType,
} from '@rjsf/utils';
import { explain } from './messages';

type Data = Record<string, unknown>;

const compiled = new WeakMap<object, Validator>();

/** Which draft a schema is written in; templates are of draft 7 unless they say otherwise. */
function draftOf(schema: RJSFSchema): SchemaDraft {
  const named = String(schema.$schema ?? '');
  if (named.includes('2020-12')) {
    return '2020-12';
  }
  if (named.includes('2019-09')) {
    return '2019-09';
  }
  return named.includes('draft-04') ? '4' : '7';
}

function compile(schema: RJSFSchema, root: RJSFSchema = schema): Validator {
  const known = compiled.get(schema);
  if (known) {
    return known;
  }
  const shared = { definitions: root.definitions, $defs: root['$defs'] };
  const whole = JSON.parse(JSON.stringify(root === schema ? schema : { ...shared, ...schema }));
  // Ids are those of the template's author; without them every reference is to the form itself.
  delete whole.$id;
  const made = new Validator(tolerant(whole) as Schema, draftOf(root), false);
  compiled.set(schema, made);
  return made;
}

/** Patterns that no browser can read are left to the server, which checks all values once more. */
function tolerant(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(tolerant);
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'pattern' || typeof value !== 'string' || readable(value))
      .map(([key, value]) => [key, tolerant(value)]),
  );
}

function readable(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

/** Values as they are sent: what is undefined is not there. */
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? {}));

function problems(schema: RJSFSchema, data: unknown): RJSFValidationError[] {
  const { errors } = compile(schema).validate(plain(data));
  return telling(errors, '').flatMap((unit) => explain(unit, schema));
}

/** The errors at their fields, by the paths themselves: names of properties may contain dots. */
function atFields(errors: RJSFValidationError[]): ErrorSchema<Data> {
  const builder = new ErrorSchemaBuilder<Data>();
  for (const { message, params } of errors) {
    builder.addErrors(message ?? '', (params as { path: string[] }).path);
  }
  return builder.ErrorSchema;
}

const CONTAINERS = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'allOf',
  'if',
  '$ref',
  'dependencies',
  'dependentSchemas',
]);

/**
 * Only what people can mend: not that something inside is wrong, but what; and of alternatives only the one that
 * comes nearest to what was given.
 */
function telling(errors: OutputUnit[], within: string): OutputUnit[] {
  const choices = errors.filter(
    ({ keyword, keywordLocation }) =>
      (keyword === 'oneOf' || keyword === 'anyOf') &&
      !errors.some(
        (other) =>
          (other.keyword === 'oneOf' || other.keyword === 'anyOf') &&
          other.keywordLocation !== keywordLocation &&
          keywordLocation.startsWith(`${other.keywordLocation}/`),
      ),
  );
  const inChoice = ({ keywordLocation }: OutputUnit) =>
    choices.some((choice) => keywordLocation.startsWith(`${choice.keywordLocation}/`));
  const plainErrors = errors.filter(
    (unit) =>
      !inChoice(unit) &&
      !choices.includes(unit) &&
      unit.keywordLocation !== within &&
      !(CONTAINERS.has(unit.keyword) && hasInner(unit, errors)),
  );
  return [...plainErrors, ...choices.flatMap((choice) => nearest(choice, errors))];
}

const hasInner = (unit: OutputUnit, errors: OutputUnit[]) =>
  errors.some(
    (other) =>
      other !== unit &&
      other.instanceLocation.startsWith(unit.instanceLocation) &&
      other.keywordLocation.length > unit.keywordLocation.length,
  );

function nearest(choice: OutputUnit, errors: OutputUnit[]): OutputUnit[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const unit of errors) {
    if (unit.keywordLocation.startsWith(`${choice.keywordLocation}/`)) {
      const index = unit.keywordLocation.slice(choice.keywordLocation.length + 1).split('/')[0]!;
      branches.set(index, [...(branches.get(index) ?? []), unit]);
    }
  }
  const ranked = [...branches]
    .map(([index, inside]) => telling(inside, `${choice.keywordLocation}/${index}`))
    .sort((a, b) => distance(a) - distance(b));
  return ranked[0]?.length ? ranked[0] : [choice];
}

/** A branch whose constant or type does not fit is another branch than the one that was meant. */
const distance = (errors: OutputUnit[]) =>
  errors.reduce((sum, { keyword }) => sum + (/const|enum|type|false/.test(keyword) ? 100 : 1), 0);

/** Checks values without compiling code, which the content security policy forbids. */
export const validator: ValidatorType<Data> = {
  validateFormData(
    data,
    schema,
    customValidate?: CustomValidator<Data>,
    transformErrors?: ErrorTransformer<Data>,
    uiSchema?: UiSchema,
  ) {
    let errors = problems(schema, data);
    if (transformErrors) {
      errors = transformErrors(errors, uiSchema);
    }
    const errorSchema = atFields(errors);
    if (!customValidate) {
      return { errors, errorSchema };
    }
    const filled = getDefaultFormState(validator, schema, data, schema, true) as Data;
    const handled = customValidate(filled, createErrorHandler<Data>(filled), uiSchema, errorSchema);
    return validationDataMerge<Data>({ errors, errorSchema }, unwrapErrorHandler<Data>(handled));
  },
  isValid(schema, data, root) {
    try {
      return compile(schema, root).validate(plain(data)).valid;
    } catch {
      return false;
    }
  },
  rawValidation<Result>(schema: RJSFSchema, data?: Data) {
    try {
      return { errors: problems(schema, data) as Result[] };
    } catch (error) {
      return { validationError: error as Error };
    }
  },
};
