import { IconBook, IconBookOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { entityPath } from '~/rest/entity';
import { ButtonLink } from '~/ui/Button';
import { CodeBlock } from '~/ui/CodeBlock';
import { EmptyState } from '~/ui/EmptyState';
import styles from './Reader.module.css';
import type { Sync } from './useSync';

interface Props {
  sync: Sync;
  entityRef: string;
  /** The first page of the site, when there is a site. */
  home: string | undefined;
}

/** Where a page would be: it is being built, it could not be, or nobody has written it. */
export function NoPage({ sync, entityRef, home }: Props) {
  const { t } = useTranslation('docs');
  if (home !== undefined) {
    return (
      <EmptyState
        icon={<IconBookOff />}
        title={t('missing.title')}
        action={<ButtonLink to={home}>{t('missing.home')}</ButtonLink>}
      >
        {t('missing.text')}
      </EmptyState>
    );
  }
  if (sync.state === 'asking' || sync.state === 'building') {
    return (
      <div role="status" className={styles.building}>
        <EmptyState icon={<IconBook />} title={t('building.title')}>
          {t('building.text')}
        </EmptyState>
        {sync.log.length > 0 && <CodeBlock text={sync.log.join('\n')} label={t('building.log')} />}
      </div>
    );
  }
  // The server tells the annotation when it is what is missing.
  const broken = sync.state === 'failed' && !sync.error?.includes('backstage.io/techdocs-ref');
  return (
    <div className={styles.building}>
      <EmptyState
        icon={<IconBookOff />}
        title={broken ? t('failed.title') : t('none.title')}
        action={<ButtonLink to={entityPath(entityRef)}>{t('none.entity')}</ButtonLink>}
      >
        {broken ? sync.error : t('none.text')}
      </EmptyState>
      {broken && sync.log.length > 0 && (
        <CodeBlock text={sync.log.join('\n')} label={t('building.log')} />
      )}
    </div>
  );
}
