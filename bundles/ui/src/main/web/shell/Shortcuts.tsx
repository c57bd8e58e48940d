import { useTranslation } from 'react-i18next';
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

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} size="small" onClose={onClose}>
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
    </Dialog>
  );
}
