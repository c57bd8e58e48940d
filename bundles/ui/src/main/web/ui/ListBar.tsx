import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { humanRef } from '~/rest/entity';
import { FIELDS, type FieldName, type useEntityList } from '~/rest/entityList';
import type { Whose } from '~/rest/whose';
import { TextField } from './Field';
import { FilterMenu } from './FilterMenu';
import styles from './ListBar.module.css';
import { Segments } from './Segments';

interface Props {
  list: ReturnType<typeof useEntityList>;
  names: FieldName[];
}

/** The filters above a list of entities. */
export function ListBar({ list, names }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <Segments<Whose>
        label={t('list.whose')}
        value={list.whose}
        options={(['all', 'owned', 'starred'] as const).map((value) => ({
          value,
          label: t(`list.${value}`),
        }))}
        onChange={(value) => list.change('whose', value === 'all' ? undefined : value)}
      />
      <TextField
        label={t('list.text')}
        hideLabel
        placeholder={t('list.text')}
        icon={<IconSearch aria-hidden size={16} />}
        data-search=""
        value={list.text}
        onChange={(event) => list.change('text', event.target.value)}
      />
      {names.map((name) => (
        <FilterMenu
          key={name}
          label={t(`list.${name}`)}
          options={(list.facets?.[FIELDS[name]] ?? []).map(({ value, count }) => ({
            value,
            label: name === 'owners' ? humanRef(value, 'group') : value,
            count,
          }))}
          selected={list.chosen[name]}
          onChange={(values) => list.change(name, values)}
        />
      ))}
    </div>
  );
}
