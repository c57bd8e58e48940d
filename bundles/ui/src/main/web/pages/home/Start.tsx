import { IconBook, IconCirclePlus, IconDatabaseImport, IconLayoutList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './widgets.module.css';

const WAYS = [
  { id: 'catalog', to: '/catalog', Icon: IconLayoutList },
  { id: 'create', to: '/create', Icon: IconCirclePlus },
  { id: 'docs', to: '/docs', Icon: IconBook },
  { id: 'register', to: '/catalog-import', Icon: IconDatabaseImport },
];

/** The first ways to go, for who is here for the first time. */
export function Start() {
  const { t } = useTranslation('home');
  return (
    <ul className={styles.ways}>
      {WAYS.map(({ id, to, Icon }) => (
        <li key={id}>
          <Link to={to}>
            <Icon aria-hidden size={20} stroke={1.6} />
            <span>
              <strong>{t(`start.${id}`)}</strong>
              <small>{t(`start.${id}Text`)}</small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
