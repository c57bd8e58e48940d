import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Select } from '~/ui/Field';
import styles from './Reader.module.css';
import { versionsQuery } from './site';

/** Chooses among the versions of a site; nothing where there is one only. */
export function VersionChoice({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation('docs');
  const [search, setSearch] = useSearchParams();
  const { data: versions } = useQuery(versionsQuery(entityRef));
  const chosen = search.get('version') ?? '';
  if (!versions || (versions.length === 0 && chosen === '')) {
    return null;
  }
  const choose = (id: string) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (id === '') {
        next.delete('version');
      } else {
        next.set('version', id);
      }
      return next;
    });
  return (
    <div className={styles.version}>
      <Select
        label={t('reader.version')}
        value={chosen}
        onChange={choose}
        options={[
          { value: '', label: t('reader.newest') },
          ...versions.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
