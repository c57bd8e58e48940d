import { IconSearch } from '@tabler/icons-react';
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '~/ui/EmptyState';
import { TextField } from '~/ui/Field';
import { Markdown } from '~/ui/Markdown';
import { Tag } from '~/ui/Tag';
import styles from './Definitions.module.css';
import type { GraphQlField, GraphQlType } from './graphql';

const ORDER = ['operation', 'type', 'interface', 'input', 'enum', 'union', 'scalar', 'directive'];

/** The types of a schema with their fields, to be searched. */
export default function GraphQl({ model }: { model: GraphQlType[] }) {
  const { t } = useTranslation('apis');
  const [term, setTerm] = useState('');
  const words = useDeferredValue(term.trim().toLowerCase());
  const found = useMemo(() => search(model, words), [model, words]);
  const names = useMemo(() => new Set(model.map(({ name }) => name)), [model]);
  return (
    <div className={styles.outlined}>
      <nav className={styles.outline} aria-label={t('outline')}>
        <TextField
          label={t('graphql.search')}
          hideLabel
          placeholder={t('graphql.search')}
          icon={<IconSearch aria-hidden size={16} />}
          value={term}
          onChange={(event) => setTerm(event.target.value)}
        />
        <ul>
          {found.map(({ name, sort }) => (
            <li key={name}>
              <a href={`#type-${name}`}>
                {name} <small>{t(`graphql.${sort}`)}</small>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.viewer}>
        {found.length === 0 && <EmptyState title={t('graphql.none', { term })} />}
        {found.map((type) => (
          <section key={type.name} className={styles.box} id={`type-${type.name}`}>
            <h2 className={styles.boxTitle}>
              <code>{type.name}</code> <Tag>{t(`graphql.${type.sort}`)}</Tag>
              {type.others.length > 0 && (
                <span className={styles.hint}>
                  {type.others.map((name, index) => (
                    <Fragment key={name}>
                      {index > 0 && ', '}
                      <TypeText text={name} names={names} />
                    </Fragment>
                  ))}
                </span>
              )}
            </h2>
            {type.description && <Markdown text={type.description} headings={3} />}
            {type.fields.map((field) => (
              <Field key={field.name} field={field} names={names} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function Field({ field, names }: { field: GraphQlField; names: Set<string> }) {
  const { t } = useTranslation('apis');
  return (
    <div className={styles.field}>
      <p>
        <code className={styles.property}>{field.name}</code>
        {field.args.length > 0 && (
          <code>
            (
            {field.args.map((arg, index) => (
              <Fragment key={arg.name}>
                {index > 0 && ', '}
                <span title={arg.description}>{arg.name}</span>:{' '}
                <TypeText text={arg.type} names={names} />
                {arg.fallback !== undefined && ` = ${arg.fallback}`}
              </Fragment>
            ))}
            )
          </code>
        )}
        {field.type && (
          <code>
            : <TypeText text={field.type} names={names} />
          </code>
        )}
        {field.deprecated !== undefined && (
          <span className={styles.hint}>
            {' '}
            {t('schema.deprecated')} {field.deprecated}
          </span>
        )}
      </p>
      {field.description && <Markdown text={field.description} className={styles.description} />}
    </div>
  );
}

/** A type in the notation of GraphQL, with a link to where it is defined. */
function TypeText({ text, names }: { text: string; names: Set<string> }) {
  const [, before = '', name = text, after = ''] = /^(\[*)(\w+)(.*)$/.exec(text) ?? [];
  return (
    <>
      {before}
      {names.has(name) ? <a href={`#type-${name}`}>{name}</a> : name}
      {after}
    </>
  );
}

function search(types: GraphQlType[], words: string): GraphQlType[] {
  const sorted = [...types].sort((a, b) => ORDER.indexOf(a.sort) - ORDER.indexOf(b.sort));
  if (!words) {
    return sorted;
  }
  return sorted.flatMap((type) => {
    if (type.name.toLowerCase().includes(words)) {
      return [type];
    }
    const fields = type.fields.filter(({ name, description }) =>
      `${name} ${description ?? ''}`.toLowerCase().includes(words),
    );
    return fields.length > 0 ? [{ ...type, fields }] : [];
  });
}
