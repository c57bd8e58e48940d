import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '~/rest/permissions';
import { type JsonObject, scaffolder } from '~/rest/scaffolder';
import { CodeEditor } from '~/ui/CodeEditor';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { Status } from '~/ui/Tag';
import { DryRunPanel } from './DryRunPanel';
import styles from './Editor.module.css';
import { EditorBar } from './EditorBar';
import { Preview } from './Preview';
import { useTemplateText } from './useTemplateText';

/** Writes a template with its form beside it, and tries it without changing anything. */
export function TemplateEditor() {
  const { t } = useTranslation('create');
  const mayTry = useAllowed('scaffolder.template.dry-run');
  const { text, setText, files, setFiles, parsed } = useTemplateText();
  const run = useMutation({
    mutationFn: ({ values, secrets }: { values: JsonObject; secrets: Record<string, string> }) =>
      scaffolder.dryRun({
        template: parsed?.entity as unknown as JsonObject,
        values,
        secrets,
        directoryContents: files,
      }),
    meta: { quiet: true },
  });
  const problems = parsed?.diagnostics ?? [];
  const broken = problems.some(({ severity }) => severity === 'error');
  return (
    <>
      <EditorBar
        onText={(next, beside) => {
          setText(next);
          setFiles(beside);
          run.reset();
        }}
      />
      <div className={styles.split}>
        <section aria-label={t('editor.text')}>
          <CodeEditor
            label={t('editor.text')}
            value={text}
            onChange={setText}
            diagnostics={problems}
            height="560px"
          />
          <ul className={styles.problems} aria-live="polite">
            {problems.map(({ line, column, message, severity }) => (
              <li key={`${line}-${message}`}>
                <Status tone={severity === 'error' ? 'red' : 'amber'}>
                  {t(column ? 'editor.atColumn' : 'editor.at', { line, column })}
                </Status>{' '}
                {message}
              </li>
            ))}
            {problems.length === 0 && parsed && (
              <li>
                <Status tone="green">{t('editor.fine')}</Status>
              </li>
            )}
          </ul>
          {files.length > 0 && (
            <p className={styles.quiet}>{t('editor.beside', { count: files.length })}</p>
          )}
        </section>
        <section aria-label={t('editor.preview')} className={styles.side}>
          {!parsed && <Skeleton lines={6} />}
          {parsed && (
            <Preview
              steps={parsed.steps}
              busy={run.isPending}
              onRun={(values, secrets) => mayTry && !broken && run.mutate({ values, secrets })}
            />
          )}
          {!mayTry && <p className={styles.quiet}>{t('editor.mayNotTry')}</p>}
        </section>
      </div>
      {run.error && <ErrorCard title={t('editor.failed')} error={run.error} />}
      {run.data && (
        <section className={styles.dry} aria-label={t('editor.result')}>
          <h2>{t('editor.result')}</h2>
          <DryRunPanel result={run.data} />
        </section>
      )}
    </>
  );
}
