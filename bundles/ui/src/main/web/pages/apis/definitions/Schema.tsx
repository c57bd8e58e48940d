import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { Markdown } from '~/ui/Markdown';
import styles from './Definitions.module.css';
import { isObject, type Json, nameOfRef, objectAt, resolve, textAt } from './parse';

interface Props {
  root: Json;
  schema: unknown;
  name?: string;
  required?: boolean;
  /** How deep it stands; what is deep opens on demand, so that circles do no harm. */
  depth?: number;
}

/** A JSON Schema as a tree of properties. */
export function Schema({ root, schema, name, required, depth = 0 }: Props) {
  const { t } = useTranslation('apis');
  const [open, setOpen] = useState(depth < 2);
  const plain = merged(root, schema);
  const children = childrenOf(root, plain);
  const heading = (
    <>
      {name !== undefined && <code className={styles.property}>{name}</code>}
      <span className={styles.type}>{typeOf(root, schema)}</span>
      {required && <span className={styles.required}>{t('schema.required')}</span>}
      {plain['deprecated'] === true && (
        <span className={styles.hint}>{t('schema.deprecated')}</span>
      )}
    </>
  );
  return (
    <div className={styles.schema}>
      {children.length > 0 ? (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className={styles.line}>{heading}</summary>
          <Facts schema={plain} />
          {open && (
            <div className={styles.children}>
              {children.map((child) => (
                <Schema key={child.name} root={root} depth={depth + 1} {...child} />
              ))}
            </div>
          )}
        </details>
      ) : (
        <>
          <div className={styles.line}>{heading}</div>
          <Facts schema={plain} />
        </>
      )}
    </div>
  );
}

function Facts({ schema }: { schema: Json }) {
  const { t } = useTranslation('apis');
  const values = Array.isArray(schema['enum']) ? schema['enum'] : undefined;
  const rules = RULES.filter((rule) => schema[rule] !== undefined).map(
    (rule) => `${rule}: ${JSON.stringify(schema[rule])}`,
  );
  const description = textAt(schema, 'description');
  return (
    <>
      {description && <Markdown text={description} className={styles.description} />}
      {values && (
        <p className={styles.facts}>
          {t('schema.oneOf')} {values.map((value) => JSON.stringify(value)).join(', ')}
        </p>
      )}
      {rules.length > 0 && <p className={styles.facts}>{rules.join(' · ')}</p>}
    </>
  );
}

const RULES = [
  'const',
  'default',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
  'examples',
];

/** The schema with what it refers to, and with the parts of `allOf` put together. */
function merged(root: Json, schema: unknown, depth = 0): Json {
  const plain = resolve(root, schema);
  if (!Array.isArray(plain['allOf']) || depth > 8) {
    return plain;
  }
  const { allOf, ...own } = plain;
  return [...allOf, own].reduce<Json>((sum, part) => {
    const one = merged(root, part, depth + 1);
    return {
      ...sum,
      ...one,
      properties: { ...objectAt(sum, 'properties'), ...objectAt(one, 'properties') },
      required: [...list(sum['required']), ...list(one['required'])],
    };
  }, {});
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function childrenOf(root: Json, plain: Json): Pick<Props, 'schema' | 'name' | 'required'>[] {
  const required = list(plain['required']);
  const items = plain['items'];
  // Of a list, the properties of its members are what one wants to know.
  const inner = isObject(items) ? childrenOf(root, merged(root, items)) : [];
  const choices = [...list(plain['oneOf']), ...list(plain['anyOf'])];
  return [
    ...Object.entries(objectAt(plain, 'properties')).map(([name, schema]) => ({
      name,
      schema,
      required: required.includes(name),
    })),
    ...inner,
    ...choices.map((schema, index) => ({ name: nameOfRef(schema) ?? String(index + 1), schema })),
    ...(isObject(plain['additionalProperties'])
      ? [{ name: '*', schema: plain['additionalProperties'] }]
      : []),
  ];
}

function typeOf(root: Json, schema: unknown): string {
  const plain = resolve(root, schema);
  const called = nameOfRef(schema);
  const type = [plain['type']].flat().filter(Boolean).join(' | ');
  if (type === 'array') {
    return `${typeOf(root, plain['items'])}[]`;
  }
  const form = textAt(plain, 'format');
  const guess = plain['properties'] || plain['allOf'] ? 'object' : plain['oneOf'] ? 'oneOf' : '';
  return [called, `${type || guess}${form ? ` (${form})` : ''}`].filter(Boolean).join(' · ');
}
