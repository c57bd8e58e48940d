import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDuration } from '~/i18n';
import { displayName, type Entity, entityPath, entityRef } from '~/rest/entity';
import { EntityLink } from '~/ui/EntityLink';
import { StarButton } from '~/ui/StarButton';
import { Tag } from '~/ui/Tag';
import styles from './Gallery.module.css';
import { ownerOf } from './gallery';

interface Props {
  template: Entity;
  usually?: number;
}

/** What one gets, in how long, and who answers for it. */
export function TemplateCard({ template, usually }: Props) {
  const { t } = useTranslation('create');
  const { metadata, spec } = template;
  const owner = ownerOf(template);
  const name = displayName(template);
  const path = `/create/templates/${encodeURIComponent(metadata.namespace ?? 'default')}/${encodeURIComponent(metadata.name)}`;
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <span className={styles.type}>{spec?.type ?? 'template'}</span>
        {metadata.tags?.includes('recommended') && <Tag tone="green">{t('recommended')}</Tag>}
        <span className={styles.star}>
          <StarButton entityRef={entityRef(template)} name={name} />
        </span>
      </div>
      <h2 className={styles.name}>
        <Link to={path}>{name}</Link>
      </h2>
      <p className={styles.description}>{metadata.description ?? t('noDescription')}</p>
      <ul className={styles.tags}>
        {metadata.tags
          ?.filter((tag) => tag !== 'recommended')
          .map((tag) => (
            <li key={tag}>
              <Tag>{tag}</Tag>
            </li>
          ))}
      </ul>
      <div className={styles.foot}>
        {owner ? <EntityLink entityRef={owner} /> : <span>{t('noOwner')}</span>}
        {usually !== undefined && (
          <span className={styles.usually} title={t('usuallyHelp')}>
            <IconClock aria-hidden size={14} stroke={1.6} />
            {t('usually', { duration: formatDuration(usually) })}
          </span>
        )}
        <Link className={styles.details} to={entityPath(entityRef(template))}>
          {t('details')}
          <span className="cb-visually-hidden"> {name}</span>
        </Link>
      </div>
    </li>
  );
}
