import {
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import styles from './Field.module.css';

interface Frame {
  label: ReactNode;
  /** What is asked for, below the field. */
  help?: ReactNode;
  error?: ReactNode;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
}

interface Wired {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** A label, a control, and what belongs to it, wired for screen readers. */
export function Field({
  label,
  help,
  error,
  hideLabel,
  required,
  children,
}: Frame & { required?: boolean; children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const described = help || error ? `${id}-help` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'cb-visually-hidden' : styles.label}>
        {label}
        {required && <span aria-hidden> *</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {(error || help) && (
        <div id={described} className={error ? styles.error : styles.help}>
          {error || help}
        </div>
      )}
    </div>
  );
}

export function TextField({
  label,
  help,
  error,
  hideLabel,
  icon,
  ...input
}: Frame & { icon?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} help={help} error={error} hideLabel={hideLabel} required={input.required}>
      {(wired) => (
        <span className={styles.control}>
          {icon}
          <input {...input} {...wired} />
        </span>
      )}
    </Field>
  );
}

export function TextArea({
  label,
  help,
  error,
  hideLabel,
  ...input
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} help={help} error={error} hideLabel={hideLabel} required={input.required}>
      {(wired) => (
        <span className={styles.control}>
          <textarea rows={4} {...input} {...wired} />
        </span>
      )}
    </Field>
  );
}

export function Checkbox({
  label,
  ...input
}: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

export interface Option {
  value: string;
  label: string;
  count?: number;
}

/** One of a few. For many, or with search, take ComboBox. */
export function Select({
  label,
  help,
  error,
  hideLabel,
  options,
  value,
  onChange,
  ...rest
}: Frame & {
  options: Option[];
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
  required?: boolean;
}) {
  return (
    <Field label={label} help={help} error={error} hideLabel={hideLabel} required={rest.required}>
      {(wired) => (
        <span className={styles.control}>
          <select
            {...wired}
            {...rest}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
                {option.count === undefined ? '' : ` (${option.count})`}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
