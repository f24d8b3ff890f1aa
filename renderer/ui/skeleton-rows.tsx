const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** Rows to come, in the place where they will be. */
export function SkeletonRows({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex-1 overflow-hidden px-4 pt-8">
      {ROWS.map((row, index) => (
        <div
          key={row}
          aria-hidden="true"
          className="flex h-(--row-height) items-center gap-4 border-b border-border"
        >
          <span className="skeleton h-3" style={{ width: `${24 + ((index * 7) % 14)}%` }} />
          <span className="skeleton h-3 w-24" />
          <span className="skeleton h-3 w-16" />
          <span className="skeleton ml-auto h-3 w-20" />
        </div>
      ))}
    </div>
  );
}
