import { useTranslation } from 'react-i18next';
import { Checkbox, Select } from '~/ui/Field';
import { FilterMenu } from '~/ui/FilterMenu';
import { Segments } from '~/ui/Segments';
import styles from './GraphPage.module.css';
import { RELATIONS } from './model';
import { RootPicker } from './RootPicker';
import type { GraphState } from './useGraphState';

const KINDS = ['component', 'api', 'resource', 'system', 'domain', 'group', 'user', 'template'];

/** Where the graph begins, how far it goes, and what it leaves out. */
export function GraphBar({ state }: { state: GraphState }) {
  const { t } = useTranslation('graph');
  const { change } = state;
  return (
    <div className={styles.bar}>
      <RootPicker roots={state.roots} onChange={(refs) => change('rootEntityRefs[]', refs)} />
      <Select
        label={t('depth')}
        hideLabel
        value={String(state.depth)}
        options={[1, 2, 3, 4, 5, 10].map((depth) => ({
          value: String(depth),
          label: t('steps', { count: depth }),
        }))}
        onChange={(value) => change('maxDepth', value)}
      />
      <FilterMenu
        label={t('kinds')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        selected={[...state.kinds]}
        onChange={(kinds) => change('selectedKinds[]', kinds)}
      />
      <FilterMenu
        label={t('relations')}
        options={RELATIONS.map((type) => ({ value: type, label: t(`relation.${type}`) }))}
        selected={[...state.relations]}
        onChange={(types) => change('selectedRelations[]', types)}
      />
      <Segments
        label={t('direction')}
        value={state.direction}
        options={[
          { value: 'LR', label: t('across') },
          { value: 'TB', label: t('down') },
        ]}
        onChange={(value) => change('direction', value === 'LR' ? undefined : value)}
      />
      <Checkbox
        label={t('group-many')}
        checked={state.groupFrom > 0}
        onChange={(event) => change('group', event.target.checked ? undefined : 'false')}
      />
      <Checkbox
        label={t('among')}
        checked={!state.simplify}
        onChange={(event) => change('simplify', event.target.checked ? 'false' : undefined)}
      />
    </div>
  );
}
