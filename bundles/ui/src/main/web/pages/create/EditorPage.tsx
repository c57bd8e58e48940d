import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '~/ui/Page';
import { Segments } from '~/ui/Segments';
import { CreateTabs } from './CreateTabs';
import { FieldExplorer } from './editor/FieldExplorer';
import styles from './editor/Editor.module.css';
import { TemplateEditor } from './editor/TemplateEditor';

/** Where templates are written and tried. */
export default function EditorPage() {
  const { t } = useTranslation('create');
  const [params, setParams] = useSearchParams();
  const view = params.get('view') === 'fields' ? 'fields' : 'template';
  return (
    <Page title={t('editor.title')} subtitle={t('editor.subtitle')} bar={<CreateTabs />}>
      <div className={styles.switch}>
        <Segments
          label={t('editor.what')}
          value={view}
          options={[
            { value: 'template', label: t('editor.template') },
            { value: 'fields', label: t('editor.fields') },
          ]}
          onChange={(value) => setParams({ view: value }, { replace: true })}
        />
      </div>
      {view === 'template' ? <TemplateEditor /> : <FieldExplorer />}
    </Page>
  );
}
