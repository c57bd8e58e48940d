import { IconFileUpload, IconFolderOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { entityQuery } from '~/rest/catalog';
import { displayName, entityRef } from '~/rest/entity';
import type { DryRunFile } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { ComboBox } from '~/ui/ComboBox';
import { toast } from '~/ui/toast';
import { toBase64 } from '../files';
import { useTemplates } from '../gallery';
import styles from './Editor.module.css';
import { templateText } from './templateText';

/** More than this the server does not take in a dry run. */
const LIMIT = 10 * 1024 * 1024;

interface Props {
  onText: (text: string, files: DryRunFile[]) => void;
}

/** Where a template comes from: the catalog, a file, or a folder with the files beside it. */
export function EditorBar({ onText }: Props) {
  const { t } = useTranslation('create');
  const client = useQueryClient();
  const { data } = useTemplates();
  const load = async (ref: string) =>
    onText(await templateText(await client.fetchQuery(entityQuery(ref))), []);
  return (
    <div className={styles.bar}>
      <div className={styles.pick}>
        <ComboBox
          label={t('editor.load')}
          hideLabel
          placeholder={t('editor.load')}
          choices={(data?.items ?? []).map((entity) => ({
            id: entityRef(entity),
            label: displayName(entity),
          }))}
          value={null}
          onChange={(ref) => ref && void load(ref).catch(told)}
        />
      </div>
      <Picker
        icon={<IconFileUpload stroke={1.6} />}
        label={t('editor.file')}
        attributes={{ accept: '.yaml,.yml' }}
        onPick={async ([file]) => file && onText(await file.text(), [])}
      />
      <Picker
        icon={<IconFolderOpen stroke={1.6} />}
        label={t('editor.folder')}
        attributes={{ webkitdirectory: '' }}
        onPick={async (files) => {
          const opened = await openFolder(files);
          if (opened) {
            onText(opened.text, opened.files);
          } else {
            toast(t('editor.noTemplate'), { tone: 'red' });
          }
        }}
      />
    </div>
  );
}

const told = (error: unknown) => toast(String((error as Error).message), { tone: 'red' });

/** The template of a folder, and everything beside it. */
async function openFolder(chosen: File[]) {
  const paths = chosen.map((file) => file.webkitRelativePath.split('/').slice(1).join('/'));
  const at = paths.findIndex((path) => /^template\.ya?ml$/.test(path));
  const template = chosen[at];
  const kept = chosen.filter((_, index) => !/(^|\/)(\.git|node_modules)\//.test(paths[index]!));
  if (!template || kept.reduce((sum, { size }) => sum + size, 0) > LIMIT) {
    return undefined;
  }
  const files = await Promise.all(
    kept.map(async (file) => ({
      path: paths[chosen.indexOf(file)]!,
      base64Content: toBase64(new Uint8Array(await file.arrayBuffer())),
    })),
  );
  return { text: await template.text(), files };
}

interface PickerProps {
  icon: ReactNode;
  label: string;
  attributes: Record<string, string>;
  onPick: (files: File[]) => Promise<unknown>;
}

function Picker({ icon, label, attributes, onPick }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        {...attributes}
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          void onPick([...(target.files ?? [])]).catch(told);
          target.value = '';
        }}
      />
    </>
  );
}
