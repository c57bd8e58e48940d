import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatNumber } from '~/i18n';
import styles from './KindCounts.module.css';
import { KindIcon } from './KindIcon';

interface Props {
  kinds: { kind: string; count: number }[];
  /** The filters of the catalog that each number is of, besides the kind. */
  filters: string;
}

/** How many there are of each kind, each number a way to the list. */
export function KindCounts({ kinds, filters }: Props) {
  const { t } = useTranslation('catalog');
  return (
    <ul className={styles.kinds}>
      {kinds.map(({ kind, count }) => (
        <li key={kind}>
          <Link to={`/catalog?filters[kind]=${kind.toLowerCase()}&${filters}`}>
            <KindIcon kind={kind} size={20} />
            <strong>{formatNumber(count)}</strong>
            <span>{t(`kinds.${kind.toLowerCase()}`, { defaultValue: kind })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
