import { Command } from 'cmdk';
import { Shortcut } from '../../ui/shortcut.tsx';
import type { Entry } from './entries.ts';

interface Props {
  readonly entry: Entry;
  readonly onTake: (entry: Entry) => void;
}

/** Its name, what tells it apart, and at the right its shortcut, or why it cannot be taken. */
export function PaletteLine({ entry, onTake }: Props) {
  const { id, name, detail, shortcut, obstacle } = entry;
  return (
    <Command.Item
      value={id}
      disabled={obstacle !== null}
      onSelect={() => onTake(entry)}
      className="flex min-h-8 items-center gap-3 rounded-control px-2 data-[disabled=true]:text-faint data-[selected=true]:bg-selected"
    >
      <span className="max-w-[60%] shrink-0 truncate" title={name}>
        {name}
      </span>
      {obstacle === null && detail !== undefined && (
        <span className="min-w-0 flex-1 truncate text-small text-muted">{detail}</span>
      )}
      {obstacle !== null && (
        <span className="ml-auto min-w-0 truncate text-small text-faint" title={obstacle}>
          {obstacle}
        </span>
      )}
      {obstacle === null && shortcut !== undefined && (
        <span className="ml-auto">
          <Shortcut keys={shortcut} />
        </span>
      )}
    </Command.Item>
  );
}
