import type { ReactNode } from 'react';

interface PlainColumn {
  readonly name: string;
  /** A CSS width; without one the column takes what is left. */
  readonly width?: string;
  /** Its cells are numbers, at the right. */
  readonly numeric?: boolean;
  /** The name is only read out: what is in the column speaks for itself. */
  readonly silent?: boolean;
}

interface Props {
  readonly label: string;
  readonly columns: readonly PlainColumn[];
  readonly children: ReactNode;
}

/** A short table whose rows are all in the page. */
export function PlainTable({ label, columns, children }: Props) {
  return (
    <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0 text-left">
      <colgroup>
        {columns.map((column) => (
          <col key={column.name} style={column.width === undefined ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              className={`h-8 border-b border-border px-2 text-label font-medium text-muted first:pl-4 last:pr-4 ${column.numeric ? 'text-right' : ''}`}
            >
              <span className={column.silent ? 'sr-only' : 'block truncate'}>{column.name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function PlainCell({ children, wrap }: { readonly children: ReactNode; readonly wrap?: boolean }) {
  return (
    <td
      className={`border-b border-border px-2 py-1.5 align-middle first:pl-4 last:pr-4 ${wrap ? '' : 'truncate'}`}
    >
      {children}
    </td>
  );
}
