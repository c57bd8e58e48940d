import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Example, JsonObject } from '~/rest/scaffolder';
import { CodeBlock } from '~/ui/CodeBlock';
import { cx } from '~/ui/cx';
import { EmptyState } from '~/ui/EmptyState';
import { TextField } from '~/ui/Field';
import { Markdown } from '~/ui/Markdown';
import styles from './Reference.module.css';
import { SchemaTable } from './SchemaTable';

/** Something that templates can use. */
export interface ReferenceItem {
  id: string;
  group?: string;
  description?: string;
  /** Schemas as tables, or what is no object as it stands. */
  sections: { title: string; schema?: JsonObject; raw?: unknown }[];
  examples?: Example[];
}

/** A list to pick from, and all that is known of what was picked. */
export function Reference({ items }: { items: ReferenceItem[] }) {
  const { t } = useTranslation('create');
  const [params, setParams] = useSearchParams();
  const text = params.get('text') ?? '';
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(name);
        if (value) {
          next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = items.filter(({ id, description = '' }) =>
    words.every((word) => `${id} ${description}`.toLowerCase().includes(word)),
  );
  const current = shown.find(({ id }) => id === params.get('id')) ?? shown[0];
  return (
    <div className={styles.reference}>
      <div className={styles.index}>
        <TextField
          label={t('actions.search')}
          hideLabel
          icon={<IconSearch aria-hidden />}
          type="search"
          data-search
          placeholder={t('actions.search')}
          value={text}
          onChange={(event) => set('text', event.target.value)}
        />
        <ul className={styles.list}>
          {shown.map(({ id, group }, position) => (
            <li key={`${group}-${id}`}>
              {group && group !== shown[position - 1]?.group && (
                <h2 className={styles.group}>{group}</h2>
              )}
              <button
                type="button"
                className={cx(styles.entry, id === current?.id && styles.current)}
                aria-current={id === current?.id || undefined}
                onClick={() => set('id', id)}
              >
                <code>{id}</code>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {current ? (
        <Details key={current.id} item={current} />
      ) : (
        <EmptyState title={t('actions.noMatch')}>{t('actions.noMatchText')}</EmptyState>
      )}
    </div>
  );
}

function Details({ item }: { item: ReferenceItem }) {
  const { t } = useTranslation('create');
  return (
    <article className={styles.details}>
      <h2>
        <code>{item.id}</code>
      </h2>
      {item.description && <Markdown text={item.description} />}
      {item.sections.map(({ title, schema, raw }) => (
        <section key={title}>
          <h3>{title}</h3>
          {raw === undefined ? (
            <SchemaTable schema={schema ?? {}} label={title} />
          ) : (
            <CodeBlock text={JSON.stringify(raw, null, 2)} language="json" label={title} full />
          )}
        </section>
      ))}
      {item.examples && item.examples.length > 0 && (
        <section>
          <h3>{t('actions.examples')}</h3>
          {item.examples.map(({ description, example, notes }, index) => (
            <div key={String(index)} className={styles.example}>
              {description && <p>{description}</p>}
              <CodeBlock text={example} language="yaml" label={description} full />
              {notes && <Markdown text={notes} />}
            </div>
          ))}
        </section>
      )}
    </article>
  );
}
