import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { portalConfig } from '~/rest/config';
import { pluginsQuery } from '../plugins/plugins';
import { shortVersion } from '../plugins/words';
import styles from './Health.module.css';

/** What runs here. */
export function Info() {
  const { t } = useTranslation('admin');
  const { data } = useQuery(pluginsQuery);
  const core = data?.items.find(({ core: own }) => own);
  const version = portalConfig.version ?? (core && shortVersion(core.version));
  return (
    <dl className={styles.facts}>
      <dt>{t('health.version')}</dt>
      <dd>{version ?? '…'}</dd>
      <dt>{t('health.address')}</dt>
      <dd>{location.origin}</dd>
      <dt>{t('health.plugins')}</dt>
      <dd>{data ? data.items.length : '…'}</dd>
    </dl>
  );
}
