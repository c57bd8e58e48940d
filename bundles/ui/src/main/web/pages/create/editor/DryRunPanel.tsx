import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '~/rest/scaffolder';
import { CodeBlock } from '~/ui/CodeBlock';
import { Segments } from '~/ui/Segments';
import { FileBrowser } from '../FileBrowser';
import { plainText } from '../logLines';
import { TaskOutputs } from '../TaskOutputs';
import styles from './Editor.module.css';

type View = 'files' | 'log' | 'output';

/** What a dry run made and said. */
export function DryRunPanel({ result }: { result: DryRunResult }) {
  const { t } = useTranslation('create');
  const [view, setView] = useState<View>('files');
  const log = result.log
    .map(({ body }) => [body.stepId && `[${body.stepId}]`, plainText(body.message)].join(' '))
    .join('\n');
  return (
    <div className={styles.result}>
      <div className={styles.views}>
        <Segments
          label={t('editor.result')}
          value={view}
          options={[
            { value: 'files', label: t('editor.files'), count: result.directoryContents.length },
            { value: 'log', label: t('log.title') },
            { value: 'output', label: t('task.output') },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'files' && <FileBrowser files={result.directoryContents} />}
      {view === 'log' && <CodeBlock text={log} label={t('log.title')} />}
      {view === 'output' && (
        <>
          <TaskOutputs output={result.output} />
          <CodeBlock
            text={JSON.stringify(result.output, null, 2)}
            language="json"
            label={t('task.output')}
          />
        </>
      )}
    </div>
  );
}
