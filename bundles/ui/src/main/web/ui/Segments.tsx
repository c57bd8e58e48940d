import { formatNumber } from '~/i18n';
import { cx } from './cx';
import styles from './Segments.module.css';

interface Props<V extends string> {
  label: string;
  value: V;
  options: { value: V; label: string; count?: number }[];
  onChange: (value: V) => void;
}

/** One of two or three, all in sight. */
export function Segments<V extends string>({ label, value, options, onChange }: Props<V>) {
  return (
    <div role="radiogroup" aria-label={label} className={styles.group}>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(styles.segment, option.value === value && styles.on)}
        >
          <input
            type="radio"
            className="cb-visually-hidden"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.count !== undefined && (
            <span className={styles.count}>{formatNumber(option.count)}</span>
          )}
        </label>
      ))}
    </div>
  );
}
