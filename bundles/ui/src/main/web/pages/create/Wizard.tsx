import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useContributed } from '~/contributions/contributions';
import { PortalError } from '~/rest/client';
import { useAllowed } from '~/rest/permissions';
import { type ParameterSchema, scaffolder, type ValueError } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Markdown } from '~/ui/Markdown';
import { decorated, missingDecorators } from './decorators';
import { dropDraft } from './drafts';
import { TemplateForm } from './form/TemplateForm';
import { Review } from './Review';
import { Stepper } from './Stepper';
import { useWizard } from './useWizard';
import { WillBeMade } from './WillBeMade';
import styles from './Wizard.module.css';

interface Props {
  templateRef: string;
  form: ParameterSchema;
}

/** Page after page, then a last look, then it is made. */
export function Wizard({ templateRef, form }: Props) {
  const { t } = useTranslation('create');
  const wizard = useWizard(templateRef, form);
  const labels = form.presentation?.buttonLabels ?? {};
  const step = form.steps[wizard.current];
  const [tip, setTip] = useState(wizard.isDraft);
  const back = wizard.current > 0 && (
    <Button onClick={() => wizard.go(wizard.current - 1)}>
      {labels['backButtonText'] ?? t('wizard.back')}
    </Button>
  );
  return (
    <div className={styles.wizard}>
      <Stepper
        titles={[...form.steps.map(({ title }) => title), t('wizard.review')]}
        current={wizard.current}
        reached={wizard.reached}
        onGo={wizard.go}
      />
      <div className={styles.card}>
        {tip && (
          <p className={styles.draft} role="status">
            {t('wizard.draft')}
            <Button
              variant="quiet"
              onClick={() => {
                wizard.restart();
                setTip(false);
              }}
            >
              {t('wizard.discard')}
            </Button>
          </p>
        )}
        {step ? (
          <>
            <header className={styles.head}>
              <h2>{step.title}</h2>
              {step.description && <Markdown text={step.description} />}
            </header>
            <TemplateForm
              key={wizard.current}
              schema={step.schema}
              values={wizard.values}
              onChange={wizard.change}
              context={wizard}
              onSubmit={(values) => {
                wizard.change(values);
                wizard.go(wizard.current + 1);
              }}
            >
              <footer className={styles.buttons}>
                {back}
                <Button type="submit" variant="primary">
                  {wizard.current === form.steps.length - 1
                    ? (labels['reviewButtonText'] ?? t('wizard.toReview'))
                    : t('wizard.next')}
                </Button>
              </footer>
            </TemplateForm>
          </>
        ) : (
          <LastLook templateRef={templateRef} form={form} wizard={wizard} back={back} />
        )}
      </div>
    </div>
  );
}

function LastLook({
  templateRef,
  form,
  wizard,
  back,
}: Props & { wizard: ReturnType<typeof useWizard>; back: ReactNode }) {
  const { t } = useTranslation('create');
  const navigate = useNavigate();
  const mayCreate = useAllowed('scaffolder.task.create');
  const { values, secrets } = wizard;
  const decorators = useContributed('formDecorators');
  const create = useMutation({
    mutationFn: async () => {
      const go = (path: string) => void navigate(path);
      const given = await decorated(form, decorators, { values, secrets }, go);
      return scaffolder.create({ templateRef, ...given });
    },
    meta: { quiet: true },
    onSuccess: ({ id }) => {
      dropDraft(templateRef);
      void navigate(`/create/tasks/${id}`);
    },
  });
  return (
    <>
      <header className={styles.head}>
        <h2>{t('wizard.review')}</h2>
        <p className={styles.nothing}>{t('wizard.reviewText')}</p>
      </header>
      <Review steps={form.steps} values={values} onEdit={wizard.go} />
      <WillBeMade templateRef={templateRef} values={values} secrets={secrets} />
      {missingDecorators(form, decorators).map((name) => (
        <p key={name} className={styles.nothing}>
          {t('wizard.noDecorator', { name })}
        </p>
      ))}
      {create.error && <Refused error={create.error} />}
      {!mayCreate && <p className={styles.nothing}>{t('mayNotCreate')}</p>}
      <footer className={styles.buttons}>
        {back}
        <Button
          variant="primary"
          busy={create.isPending}
          disabled={!mayCreate}
          onClick={() => create.mutate()}
        >
          {form.presentation?.buttonLabels?.['createButtonText'] ?? t('wizard.create')}
        </Button>
      </footer>
    </>
  );
}

/** What the server does not take, value by value. */
function Refused({ error }: { error: Error }) {
  const { t } = useTranslation('create');
  const body = error instanceof PortalError ? (error.body as { errors?: ValueError[] }) : undefined;
  if (!body?.errors?.length) {
    return <ErrorCard title={t('wizard.notStarted')} error={error} />;
  }
  const lines = body.errors.map(({ path, message }) => `${path.join(' › ') || '—'}: ${message}`);
  return <ErrorCard title={t('wizard.refused')} error={lines.join('\n')} />;
}
