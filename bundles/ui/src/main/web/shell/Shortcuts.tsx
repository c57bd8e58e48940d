import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { portalConfig } from '~/rest/config';
import { safeUrl } from '~/rest/entity';
import { Dialog } from '~/ui/Dialog';
import styles from './Shortcuts.module.css';

const KEYS: [string[], string][] = [
  [['Ctrl', 'K'], 'palette'],
  [['/'], 'search'],
  [['g', 'h'], 'home'],
  [['g', 'c'], 'catalog'],
  [['g', 'n'], 'create'],
  [['g', 'd'], 'docs'],
  [['j', 'k'], 'rows'],
  [['Enter'], 'open'],
  [['?'], 'help'],
];

/** Where to ask, and what the keyboard does. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { title, version, support = [] } = portalConfig;
  return (
    <Dialog title={t('help.title')} size="small" onClose={onClose}>
      {support.length > 0 && (
        <section className={styles.support}>
          <h3>{t('help.ask')}</h3>
          <ul>
            {support.map(({ title: name, url }) => (
              <li key={url}>
                <a href={safeUrl(url)} target="_blank" rel="noreferrer noopener">
                  <IconExternalLink aria-hidden size={16} stroke={1.6} />
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <h3 className={styles.heading}>{t('shortcuts.title')}</h3>
      <dl className={styles.keys}>
        {KEYS.map(([keys, name]) => (
          <div key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {version && <p className={styles.version}>{t('help.version', { title, version })}</p>}
    </Dialog>
  );
}
