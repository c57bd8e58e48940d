import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Text,
  Virtualizer,
} from 'react-aria-components';
import styles from './ComboBox.module.css';
import { cx } from './cx';
import menuStyles from './Menu.module.css';

export interface Choice {
  id: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
}

interface Props {
  /** The id of the input, for a label elsewhere. */
  id?: string;
  /** The id of what explains the field elsewhere. */
  describedBy?: string;
  /** Marked as wrong; what is wrong is said elsewhere. */
  invalid?: boolean;
  label: string;
  hideLabel?: boolean;
  help?: ReactNode;
  error?: string;
  placeholder?: string;
  choices: Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  /** Text that is none of the choices counts as a value too. */
  freeText?: boolean;
  /** Told while one types, for choices that the server finds. */
  onInput?: (text: string) => void;
  required?: boolean;
  disabled?: boolean;
}

/** One of many, found by typing. The list is virtual: thousands of choices cost no more than a screenful. */
export function ComboBox({
  id,
  describedBy,
  invalid,
  label,
  hideLabel,
  help,
  error,
  placeholder,
  choices,
  value,
  onChange,
  freeText,
  onInput,
  required,
  disabled,
}: Props) {
  return (
    <AriaComboBox
      id={id}
      aria-describedby={describedBy}
      className={styles.field}
      aria-label={hideLabel ? label : undefined}
      defaultItems={onInput ? undefined : choices}
      items={onInput ? choices : undefined}
      selectedKey={value}
      defaultInputValue={choices.find(({ id }) => id === value)?.label ?? value ?? ''}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      onInputChange={onInput}
      onBlur={(event) => {
        if (freeText && event.target instanceof HTMLInputElement) {
          const text = event.target.value.trim();
          const known = choices.find((choice) => choice.label === text);
          onChange(known ? known.id : text || null);
        }
      }}
      allowsCustomValue={freeText}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={invalid || error !== undefined}
      isRequired={required}
      isDisabled={disabled}
    >
      {!hideLabel && (
        <Label className={styles.label}>
          {label}
          {required && <span aria-hidden> *</span>}
        </Label>
      )}
      <div className={styles.control}>
        <Input placeholder={placeholder} />
        <AriaButton className={styles.toggle}>
          <IconChevronDown aria-hidden size={16} />
        </AriaButton>
      </div>
      {error ? (
        <FieldError className={styles.error}>{error}</FieldError>
      ) : (
        help && (
          <Text slot="description" className={styles.help}>
            {help}
          </Text>
        )
      )}
      <Popover className={cx(menuStyles.popover, styles.popover)}>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 34 }}>
          <ListBox
            className={styles.list}
            renderEmptyState={() => <div className={styles.empty}>—</div>}
          >
            {({ id, label: text, hint, icon }: Choice) => (
              <ListBoxItem id={id} textValue={text} className={menuStyles.item}>
                {icon}
                <Text slot="label">{text}</Text>
                {hint && (
                  <Text slot="description" className={styles.hint}>
                    {hint}
                  </Text>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </AriaComboBox>
  );
}
