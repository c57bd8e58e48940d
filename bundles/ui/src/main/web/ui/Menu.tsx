import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import buttonStyles from './Button.module.css';
import { cx } from './cx';
import styles from './Menu.module.css';

export interface Action {
  id: string;
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

interface Props {
  label: string;
  actions: Action[];
  /** What the button shows; three dots when left out. */
  children?: ReactNode;
}

/** A button that opens a list of actions. */
export function Menu({ label, actions, children }: Props) {
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        className={cx(
          buttonStyles.button,
          buttonStyles.secondary,
          !children && buttonStyles.iconOnly,
        )}
      >
        {children ?? <IconDots />}
      </AriaButton>
      <Popover className={styles.popover} placement="bottom end">
        <AriaMenu
          aria-label={label}
          className={styles.menu}
          onAction={(key) => actions.find(({ id }) => id === key)?.run()}
          disabledKeys={actions.filter(({ disabled }) => disabled).map(({ id }) => id)}
        >
          {actions.map(({ id, label: text, icon, danger }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={text}
              className={cx(styles.item, danger && styles.danger)}
            >
              {icon}
              {text}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
