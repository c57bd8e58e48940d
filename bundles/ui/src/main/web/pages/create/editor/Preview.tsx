import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormStep, JsonObject } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { ErrorCard } from '~/ui/ErrorCard';
import { Markdown } from '~/ui/Markdown';
import { TemplateForm } from '../form/TemplateForm';
import { Contained } from './Contained';
import styles from './Editor.module.css';

interface Props {
  steps: FormStep[];
  busy: boolean;
  onRun: (values: JsonObject, secrets: Record<string, string>) => void;
}

/** The form as others will see it; after its last page the template is tried. */
export function Preview({ steps, busy, onRun }: Props) {
  const { t } = useTranslation('create');
  const [values, setValues] = useState<JsonObject>({});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [asked, setPage] = useState(0);
  const page = Math.min(asked, Math.max(0, steps.length - 1));
  const step = steps[page];
  const schema = useMemo(() => step && withoutFocus(step.schema), [step]);
  const context = {
    values,
    secrets,
    setSecret: (name: string, value: string | undefined) =>
      setSecrets((before) => ({ ...before, [name]: value ?? '' })),
  };
  if (!step || !schema) {
    return (
      <div className={styles.preview}>
        <p className={styles.quiet}>{t('editor.noForm')}</p>
        <Button variant="primary" busy={busy} onClick={() => onRun({}, {})}>
          {t('editor.dryRun')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.preview}>
      {steps.length > 1 && (
        <ol className={styles.pages}>
          {steps.map(({ title }, index) => (
            <li key={`${index}-${title}`}>
              <button
                type="button"
                className={cx(styles.page, index === page && styles.current)}
                aria-current={index === page ? 'step' : undefined}
                onClick={() => setPage(index)}
              >
                {title}
              </button>
            </li>
          ))}
        </ol>
      )}
      <header className={styles.head}>
        <h2>{step.title}</h2>
        {step.description && <Markdown text={step.description} />}
      </header>
      <Contained
        key={JSON.stringify(schema)}
        fallback={(error) => <ErrorCard title={t('editor.formBroken')} error={error} />}
      >
        <TemplateForm
          schema={schema}
          values={values}
          onChange={setValues}
          context={context}
          idPrefix={`preview${page}`}
          onSubmit={(next) => {
            setValues(next);
            if (page < steps.length - 1) {
              setPage(page + 1);
            } else {
              onRun(next, secrets);
            }
          }}
        >
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" busy={busy}>
              {t(page < steps.length - 1 ? 'wizard.next' : 'editor.dryRun')}
            </Button>
          </div>
        </TemplateForm>
      </Contained>
    </div>
  );
}

/** Whoever writes the text beside it must not lose the focus to a form that is drawn anew. */
const withoutFocus = (schema: JsonObject) =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'ui:autofocus' ? undefined : value)),
  ) as JsonObject;
