import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntitiesByRefs } from '~/rest/catalog';
import { type Entity, fullRef, problemsOf } from '~/rest/entity';
import { cx } from '~/ui/cx';
import styles from './Warnings.module.css';

/** What is wrong with an entity: it is an orphan, could not be processed, or names what is not there. */
export function Warnings({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const orphan = entity.metadata.annotations?.['backstage.io/orphan'] === 'true';
  // The same message twice says no more than once.
  const problems = [...new Map(problemsOf(entity).map((item) => [item.message, item])).values()];
  const refs = (entity.relations ?? []).map(({ targetRef }) => fullRef(targetRef));
  const { data } = useEntitiesByRefs(refs, ['kind', 'metadata.name', 'metadata.namespace']);
  const dangling = data ? [...new Set(refs)].filter((ref) => data.has(ref) && !data.get(ref)) : [];
  return (
    <>
      {orphan && (
        <Warning title={t('warning.orphan')}>
          <p>{t('warning.orphanText')}</p>
        </Warning>
      )}
      {problems.map((item, index) => (
        <Warning
          key={index}
          title={t(item.level === 'error' ? 'warning.error' : 'warning.hint')}
          severe={item.level === 'error'}
        >
          <p className={styles.message}>{item.message}</p>
        </Warning>
      ))}
      {dangling.length > 0 && (
        <Warning title={t('warning.dangling', { count: dangling.length })}>
          <p>{t('warning.danglingText')}</p>
          <ul className={styles.refs}>
            {dangling.map((ref) => (
              <li key={ref}>
                <code>{ref}</code>
              </li>
            ))}
          </ul>
        </Warning>
      )}
    </>
  );
}

function Warning({
  title,
  severe,
  children,
}: {
  title: string;
  severe?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={cx(styles.warning, severe && styles.severe)} role="status">
      <IconAlertTriangle aria-hidden className={styles.icon} />
      <div>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
    </div>
  );
}
