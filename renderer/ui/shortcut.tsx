import { keyCaps } from '../text/shortcuts.ts';
import { isApple } from './keyboard.ts';

interface Props {
  /** As the registry of commands writes it, such as `mod+k` or `g r`. */
  readonly keys: string;
  /** Nothing else beside it says what it is. */
  readonly said?: boolean;
}

export function Shortcut({ keys, said = false }: Props) {
  return (
    <span className="flex gap-0.5" aria-hidden={said ? undefined : true}>
      {keyCaps(keys, isApple()).map((key) => (
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
