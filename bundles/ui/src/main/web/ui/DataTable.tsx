import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useNavigate } from 'react-router';
import { cx } from './cx';
import { DataRow } from './DataRow';
import styles from './DataTable.module.css';

export interface Column<T> {
  id: string;
  title: string;
  /** The title is for screen readers only. */
  hideTitle?: boolean;
  cell: (row: T) => ReactNode;
  /** A CSS grid size; `minmax(120px, 1fr)` when left out. */
  width?: string;
  sortable?: boolean;
  /** Stays on small screens; the two most telling columns do. */
  primary?: boolean;
  align?: 'start' | 'end';
  /** Shows only in a table at least this wide, in pixels. */
  from?: number;
}

export interface Sort {
  column: string;
  descending: boolean;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  /** `undefined` for rows that are on their way; their place is kept. */
  rows: readonly (T | undefined)[];
  rowKey: (row: T) => string;
  /** Where a row leads; a click anywhere beside links and buttons goes there. */
  rowPath?: (row: T) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Told which rows show, so that those can be fetched. */
  onVisible?: (first: number, last: number) => void;
  selection?: { selected: ReadonlySet<string>; onToggle: (key: string) => void; label: string };
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  rowHeight?: number;
}

/**
 * A table whose rows are drawn only while they are in the window, so its length costs nothing. `j` and `k` move
 * between rows, Enter opens. On small screens rows become two lines.
 */
export function DataTable<T>(props: Props<T>) {
  const { label, rows, rowKey, rowPath, sort, onSort, onVisible, selection, empty } = props;
  const rowHeight = props.rowHeight ?? 36;
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const narrow = useNarrow();
  const [width, setWidth] = useState(0);
  const columns = useMemo(
    () => props.columns.filter(({ from = 0 }) => width === 0 || from <= width),
    [props.columns, width],
  );
  const navigate = useNavigate();
  useLayoutEffect(() => {
    setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [narrow]);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(body.current!);
    return () => observer.disconnect();
  }, []);
  const height = narrow ? 60 : rowHeight;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onVisible?.(first, last), [onVisible, first, last]);
  useRowKeys(body);
  const template = columns.map(({ width }) => width ?? 'minmax(120px, 1fr)').join(' ');
  const latest = useRef(props);
  latest.current = props;
  // Both stay the same, so that a row is drawn again only when something about it has changed.
  const open = useCallback(
    (event: MouseEvent | KeyboardEvent, row: T) => {
      const target = event.target as HTMLElement;
      const path = latest.current.rowPath?.(row);
      if (!path || target.closest('a, button, input') || window.getSelection()?.toString()) {
        return;
      }
      if (event.ctrlKey || event.metaKey) {
        window.open(path, '_blank', 'noopener');
      } else {
        void navigate(path);
      }
    },
    [navigate],
  );
  const toggle = useCallback(
    (row: T) => latest.current.selection?.onToggle(latest.current.rowKey(row)),
    [],
  );
  const gridTemplateColumns = selection && !narrow ? `20px ${template}` : template;
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className={cx(styles.table, narrow && styles.narrow)}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.row} style={{ gridTemplateColumns }}>
          {selection && !narrow && (
            <span role="columnheader">
              <span className="cb-visually-hidden">{selection.label}</span>
            </span>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={body}
        className={styles.body}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const row = rows[index];
          return (
            <DataRow
              key={index}
              row={row}
              index={index}
              columns={columns}
              template={gridTemplateColumns}
              height={height}
              offset={start - top}
              opens={rowPath !== undefined}
              onOpen={open}
              selectable={selection !== undefined && !narrow}
              selected={selection && row ? selection.selected.has(rowKey(row)) : false}
              selectLabel={selection?.label}
              onToggle={toggle}
            />
          );
        })}
      </div>
      {rows.length === 0 && empty && (
        <div role="rowgroup">
          <div role="row">
            <div role="cell">{empty}</div>
          </div>
        </div>
      )}
    </div>
  );
}

function HeaderCell<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}) {
  const sorted = sort?.column === column.id ? sort : undefined;
  const direction = sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined;
  const className = cx(
    styles.cell,
    column.primary && styles.primary,
    column.align === 'end' && styles.end,
  );
  if (!column.sortable || !onSort) {
    return (
      <div role="columnheader" className={className}>
        {column.hideTitle ? (
          <span className="cb-visually-hidden">{column.title}</span>
        ) : (
          column.title
        )}
      </div>
    );
  }
  return (
    <div role="columnheader" aria-sort={direction ?? 'none'} className={className}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ column: column.id, descending: direction === 'ascending' })}
      >
        {column.title}
        {direction === 'ascending' && <IconArrowUp aria-hidden size={14} />}
        {direction === 'descending' && <IconArrowDown aria-hidden size={14} />}
      </button>
    </div>
  );
}

const query = '(max-width: 640px)';

/** Whether the window is too narrow for a table. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const changed = () => setNarrow(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  return narrow;
}

/** `j` and `k` move the focus between rows. */
function useRowKeys(body: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (!step || event.ctrlKey || event.metaKey || target.closest('input, textarea, select')) {
        return;
      }
      // In the order of the table: rows are keyed by their place.
      const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const current = rows.findIndex((row) => row.contains(document.activeElement));
      const visible = rows.findIndex((row) => row.getBoundingClientRect().top > 60);
      const next = rows[current < 0 ? Math.max(0, visible) : current + step];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [body]);
}
