import { type KeyboardEvent, memo, type MouseEvent } from 'react';
import { cx } from './cx';
import type { Column } from './DataTable';
import styles from './DataTable.module.css';

interface Props<T> {
  /** `undefined` while it is on its way. */
  row: T | undefined;
  index: number;
  columns: Column<T>[];
  template: string;
  height: number;
  offset: number;
  opens: boolean;
  onOpen: (event: MouseEvent | KeyboardEvent, row: T) => void;
  selectable: boolean;
  selected: boolean;
  selectLabel?: string;
  onToggle: (row: T) => void;
}

function Row<T>(props: Props<T>) {
  const { row, index, columns, template, height, offset, opens, onOpen } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      tabIndex={opens && row ? 0 : undefined}
      data-row
      className={cx(styles.row, opens && styles.open)}
      style={{
        gridTemplateColumns: template,
        height,
        transform: `translateY(${offset}px)`,
      }}
      onClick={(event) => row && onOpen(event, row)}
      onKeyDown={(event) => row && event.key === 'Enter' && onOpen(event, row)}
    >
      {props.selectable && (
        <span role="cell">
          {row && (
            <input
              type="checkbox"
              aria-label={props.selectLabel}
              checked={props.selected}
              onChange={() => props.onToggle(row)}
            />
          )}
        </span>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="cell"
          className={cx(
            styles.cell,
            column.primary && styles.primary,
            column.align === 'end' && styles.end,
          )}
        >
          {row === undefined ? <span className={styles.ghost} /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** A row of a table, drawn again only when something about it has changed. */
export const DataRow = memo(Row) as typeof Row;
