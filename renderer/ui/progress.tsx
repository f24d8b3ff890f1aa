interface Props {
  /** How far it is, in words. */
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** How far a long job is. */
export function Progress({ label, value, max }: Props) {
  return (
    <progress
      aria-label={label}
      max={max}
      value={value}
      className="h-1 w-full appearance-none overflow-hidden rounded-full bg-active [&::-webkit-progress-bar]:bg-active [&::-webkit-progress-value]:bg-accent"
    />
  );
}
