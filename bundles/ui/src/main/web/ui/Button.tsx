import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './Button.module.css';
import { cx } from './cx';

export type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  variant?: Variant;
  icon?: ReactNode;
  /** Only the icon is seen; the label is for screen readers and the tooltip. */
  label?: string;
}

type Props = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean };

export function Button({
  variant = 'secondary',
  icon,
  label,
  busy,
  children,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className={cx(styles.button, styles[variant], !children && styles.iconOnly, className)}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      {...rest}
      disabled={rest.disabled || busy}
    >
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  to,
  variant = 'secondary',
  icon,
  label,
  children,
}: Look & { to: string; children?: ReactNode }) {
  const className = cx(styles.button, styles[variant], !children && styles.iconOnly);
  const content = (
    <>
      {icon}
      {children}
    </>
  );
  return /^(https?|mailto):/.test(to) ? (
    <a href={to} className={className} aria-label={label} title={label} rel="noreferrer noopener">
      {content}
    </a>
  ) : (
    <Link to={to} className={className} aria-label={label} title={label}>
      {content}
    </Link>
  );
}
