interface Props {
  /** Keys that are pressed one after the other or together, parted by spaces. */
  readonly keys: string;
}

export function Shortcut({ keys }: Props) {
  return (
    <span className="flex gap-0.5" aria-hidden="true">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="min-w-4.5 rounded-tag border border-border px-1 text-center font-sans text-label text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
