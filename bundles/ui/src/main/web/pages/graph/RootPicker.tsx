import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entitiesQuery } from '~/rest/catalog';
import { displayName, entityRef } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { ComboBox } from '~/ui/ComboBox';
import { EntityLink } from '~/ui/EntityLink';
import { KindIcon } from '~/ui/KindIcon';
import styles from './GraphPage.module.css';

interface Props {
  roots: readonly string[];
  onChange: (roots: string[]) => void;
}

/** The entities that the graph begins with. */
export function RootPicker({ roots, onChange }: Props) {
  const { t } = useTranslation('graph');
  const [text, setText] = useState('');
  const term = useDeferredValue(text.trim());
  const { data } = useQuery(
    entitiesQuery({
      fields: 'kind,metadata.name,metadata.namespace,metadata.title,spec.profile',
      limit: 20,
      ...(term ? { fullTextFilterTerm: term } : {}),
    }),
  );
  const choices = (data?.items ?? []).map((entity) => ({
    id: entityRef(entity),
    label: displayName(entity),
    hint: entityRef(entity),
    icon: <KindIcon kind={entity.kind} />,
  }));
  return (
    <div className={styles.roots}>
      {roots.map((ref) => (
        <span key={ref} className={styles.root}>
          <EntityLink entityRef={ref} />
          <Button
            variant="quiet"
            label={t('removeRoot', { ref })}
            icon={<IconX />}
            onClick={() => onChange(roots.filter((one) => one !== ref))}
          />
        </span>
      ))}
      <ComboBox
        // A choice becomes a root, and the field is empty for the next.
        key={roots.join(' ')}
        label={t('addRoot')}
        hideLabel
        placeholder={t('addRoot')}
        choices={choices}
        value={null}
        onInput={setText}
        onChange={(ref) => ref && onChange([...roots, ref])}
      />
    </div>
  );
}
