import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import {
  Autocomplete,
  Button as AriaButton,
  Collection,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxLoadMoreItem,
  ListLayout,
  Popover,
  SearchField,
  useFilter,
  Virtualizer,
} from 'react-aria-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/i18n';
import { cx } from './cx';
import styles from './FilterMenu.module.css';
import menuStyles from './Menu.module.css';

export interface FilterOption {
  value: string;
  label: string;
  count?: number;
}

interface Props {
  label: string;
  options: FilterOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** One value at most. */
  single?: boolean;
  /** Whether the button says what is chosen; true unless told otherwise. */
  summary?: boolean;
  /** Told when the list is about to be seen, for options that are fetched only then. */
  onOpen?: () => void;
}

/** A filter: a button that shows what is chosen, and a list with counts to choose from by typing. */
export function FilterMenu({
  label,
  options,
  selected,
  onChange,
  single,
  summary = true,
  onOpen,
}: Props) {
  const names = (summary ? selected : []).map(
    (value) => options.find((one) => one.value === value)?.label ?? value,
  );
  return (
    <DialogTrigger onOpenChange={(open) => open && onOpen?.()}>
      <AriaButton
        className={cx(styles.button, names.length > 0 && styles.active)}
        onHoverStart={onOpen}
      >
        <span className={styles.name}>{label}</span>
        {names.length > 0 && (
          <span className={styles.value}>
            {names.length > 2 ? formatNumber(names.length) : names.join(', ')}
          </span>
        )}
        <IconChevronDown aria-hidden size={14} />
      </AriaButton>
      <Popover className={cx(menuStyles.popover, styles.popover)} placement="bottom start">
        <Dialog aria-label={label} className={styles.dialog}>
          <Choices
            label={label}
            options={options}
            selected={selected}
            onChange={onChange}
            single={single}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** The list seems whole, but a part is made ready only when one comes near it: making hundreds ready takes a while. */
const PART = 60;

function Choices({
  label,
  options,
  selected,
  onChange,
  single,
}: Pick<Props, 'label' | 'options' | 'selected' | 'onChange' | 'single'>) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const [shown, setShown] = useState(PART);
  const found = useMemo(
    () => (text ? options.filter((option) => contains(option.label, text)) : options),
    [options, text, contains],
  );
  const isLong = options.length > 8;
  const list = (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 32 }}>
      <ListBox
        aria-label={label}
        // Where there is nothing to type into, the arrow keys work at once.
        autoFocus={isLong ? undefined : 'first'}
        className={styles.list}
        // Escape closes the list, and leaves what was chosen.
        escapeKeyBehavior="none"
        style={{ height: Math.min(320, Math.max(1, found.length) * 32 + 8) }}
        selectionMode={single ? 'single' : 'multiple'}
        disallowEmptySelection={single}
        selectedKeys={selected}
        onSelectionChange={(keys) =>
          onChange(keys === 'all' ? found.map(({ value }) => value) : [...keys].map(String))
        }
        renderEmptyState={() => <p className={styles.none}>{t('state.none')}</p>}
      >
        <Collection items={found.slice(0, shown)}>{(option) => choice(option, single)}</Collection>
        {shown < found.length && (
          <ListBoxLoadMoreItem onLoadMore={() => setShown((before) => before + PART)} />
        )}
      </ListBox>
    </Virtualizer>
  );
  if (!isLong) {
    return list;
  }
  return (
    <Autocomplete
      inputValue={text}
      onInputChange={(typed) => {
        setText(typed);
        setShown(PART);
      }}
    >
      <SearchField aria-label={label} className={styles.search} autoFocus>
        <IconSearch aria-hidden size={16} />
        <Input placeholder={label} />
      </SearchField>
      {list}
    </Autocomplete>
  );
}

function choice({ value, label, count }: FilterOption, single?: boolean) {
  return (
    <ListBoxItem id={value} textValue={label} className={cx(menuStyles.item, styles.option)}>
      {({ isSelected }) => (
        <>
          <span
            aria-hidden
            className={cx(styles.box, single && styles.round, isSelected && styles.checked)}
          />
          <span className={styles.text}>{label}</span>
          {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
        </>
      )}
    </ListBoxItem>
  );
}
