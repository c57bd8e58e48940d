import { type ReactNode, useId } from 'react';
import styles from './Settings.module.css';

interface Props {
  label: string;
  value: string;
  choices: { id: string; label: string; icon?: ReactNode }[];
  onChange: (id: string) => void;
}

/** One of a few, all of them in sight. */
export function Choices({ label, value, choices, onChange }: Props) {
  const name = useId();
  return (
    <fieldset>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.choices}>
        {choices.map(({ id, label: text, icon }) => (
          <label key={id} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === value}
              onChange={() => onChange(id)}
            />
            {icon}
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
