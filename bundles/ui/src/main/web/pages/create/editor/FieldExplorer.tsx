import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useContributed } from '~/contributions/contributions';
import type { JsonObject } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { CodeBlock } from '~/ui/CodeBlock';
import { CodeEditor } from '~/ui/CodeEditor';
import { ErrorCard } from '~/ui/ErrorCard';
import { Select } from '~/ui/Field';
import { customFields } from '../form/fields';
import { TemplateForm } from '../form/TemplateForm';
import { SchemaTable } from '../SchemaTable';
import { Contained } from './Contained';
import styles from './Editor.module.css';
import { fieldSample } from './fieldSamples';

/** Each custom field with options to play with and the value that it gives. */
export function FieldExplorer() {
  const { t } = useTranslation('create');
  const [params, setParams] = useSearchParams();
  const contributed = useContributed('scaffolderFields');
  const names = [...Object.keys(customFields), ...contributed.map(({ name }) => name)].sort();
  const asked = params.get('field');
  const field = asked && names.includes(asked) ? asked : (names[0] ?? '');
  const described = contributed.find(({ name }) => name === field)?.schema;
  return (
    <>
      <div className={styles.bar}>
        <Select
          label={t('editor.field')}
          value={field}
          options={names.map((name) => ({ value: name, label: name }))}
          onChange={(name) => setParams({ view: 'fields', field: name }, { replace: true })}
        />
      </div>
      <Playground key={field} field={field} />
      {(['uiOptions', 'returnValue'] as const).map((part) => {
        const schema = described?.[part] as JsonObject | undefined;
        return schema?.['properties'] ? (
          <section key={part} className={styles.described}>
            <h2>{t(`editor.${part}`)}</h2>
            <SchemaTable schema={schema} label={t(`editor.${part}`)} />
          </section>
        ) : null;
      })}
    </>
  );
}

function Playground({ field }: { field: string }) {
  const { t } = useTranslation('create');
  const [text, setText] = useState(() => fieldSample(field));
  const [values, setValues] = useState<JsonObject>({});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const { data: property, error } = useQuery({
    queryKey: ['create', 'field', text],
    queryFn: async () => {
      const { load } = await import('js-yaml');
      return load(text) as JsonObject;
    },
    retry: false,
    placeholderData: (before) => before,
  });
  return (
    <div className={styles.split}>
      <section aria-label={t('editor.options')}>
        <CodeEditor label={t('editor.options')} value={text} onChange={setText} height="300px" />
        {error && <ErrorCard error={error} />}
      </section>
      <section aria-label={t('editor.preview')} className={styles.side}>
        {property && (
          <Contained
            key={text}
            fallback={(problem) => <ErrorCard title={t('editor.formBroken')} error={problem} />}
          >
            <TemplateForm
              schema={{ properties: { value: property } }}
              values={values}
              onChange={setValues}
              onSubmit={setValues}
              idPrefix="field"
              context={{
                values,
                secrets,
                setSecret: (name, value) =>
                  setSecrets((before) => ({ ...before, [name]: value ?? '' })),
              }}
            >
              <div className={styles.buttons}>
                <Button type="submit">{t('editor.check')}</Button>
              </div>
            </TemplateForm>
          </Contained>
        )}
        <h2>{t('editor.value')}</h2>
        <CodeBlock
          text={JSON.stringify(values['value'] ?? null, null, 2)}
          language="json"
          label={t('editor.value')}
        />
      </section>
    </div>
  );
}
