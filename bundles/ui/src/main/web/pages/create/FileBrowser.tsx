import { IconFile, IconFolder, IconTerminal2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/i18n';
import type { DryRunFile } from '~/rest/scaffolder';
import { CodeBlock } from '~/ui/CodeBlock';
import { cx } from '~/ui/cx';
import styles from './FileBrowser.module.css';
import { fileSize, fileText, languageOf, sortedFiles } from './files';

/** Files as a tree, and the content of one of them. */
export function FileBrowser({ files }: { files: DryRunFile[] }) {
  const { t } = useTranslation('create');
  const sorted = useMemo(() => sortedFiles(files), [files]);
  const [chosen, setChosen] = useState<string>();
  const shown = sorted.find(({ path }) => path === chosen) ?? sorted[0];
  if (!shown) {
    return <p className={styles.none}>{t('files.none')}</p>;
  }
  const content = fileText(shown);
  return (
    <div className={styles.browser}>
      <ul className={styles.tree} aria-label={t('files.label', { count: files.length })}>
        {sorted.map((file, index) => (
          <Entry
            key={file.path}
            file={file}
            before={sorted[index - 1]?.path}
            current={file === shown}
            onChoose={() => setChosen(file.path)}
          />
        ))}
      </ul>
      <figure className={styles.file}>
        <figcaption>
          <code>{shown.path}</code>
          <span>{t('files.size', { size: formatNumber(fileSize(shown)) })}</span>
        </figcaption>
        {content === undefined ? (
          <p className={styles.none}>{t('files.binary')}</p>
        ) : (
          <CodeBlock text={content} language={languageOf(shown.path)} label={shown.path} full />
        )}
      </figure>
    </div>
  );
}

interface EntryProps {
  file: DryRunFile;
  before?: string;
  current: boolean;
  onChoose: () => void;
}

/** A file, after the folders that lead to it and were not shown yet. */
function Entry({ file, before, current, onChoose }: EntryProps) {
  const parts = file.path.split('/');
  const name = parts.pop();
  const known = before?.split('/').slice(0, -1) ?? [];
  let shared = 0;
  while (shared < parts.length && parts[shared] === known[shared]) {
    shared++;
  }
  const Icon = file.executable ? IconTerminal2 : IconFile;
  return (
    <>
      {parts.slice(shared).map((folder, index) => (
        <li
          key={folder + String(index)}
          className={styles.folder}
          style={{ paddingInlineStart: 8 + (shared + index) * 14 }}
        >
          <IconFolder aria-hidden size={16} stroke={1.6} />
          {folder}
        </li>
      ))}
      <li>
        <button
          type="button"
          className={cx(styles.entry, current && styles.current)}
          aria-current={current || undefined}
          style={{ paddingInlineStart: 8 + parts.length * 14 }}
          onClick={onChoose}
        >
          <Icon aria-hidden size={16} stroke={1.6} />
          {name}
        </button>
      </li>
    </>
  );
}
