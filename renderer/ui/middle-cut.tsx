interface Props {
  readonly text: string;
  /** Characters of its end that stay in sight. */
  readonly kept?: number;
}

/** What a machine reads, cut in its middle where there is no room: its beginning and its end tell it apart. */
export function MiddleCut({ text, kept = 8 }: Props) {
  if (text.length <= kept * 2) return <span className="truncate">{text}</span>;
  return (
    <>
      <span className="truncate">{text.slice(0, -kept)}</span>
      <span className="shrink-0">{text.slice(-kept)}</span>
    </>
  );
}
