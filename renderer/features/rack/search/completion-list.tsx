import { rackText } from '../../../text/rack.ts';
import type { Completion } from './completion.ts';

interface Props {
  readonly id: string;
  readonly offered: readonly Completion[];
  readonly chosen: number;
  readonly onAccept: (completion: Completion) => void;
}

/** What could be meant, under the field; the focus stays in the field. */
export function CompletionList({ id, offered, chosen, onAccept }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={rackText.completions}
      className="absolute inset-x-0 top-8 z-40 rounded-control bg-raised p-1 shadow-raised"
    >
      {offered.map((each, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen one
        <div
          key={each.label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(each)}
          className="flex h-7 min-w-0 items-center gap-2 rounded-tag px-2 hover:bg-hover aria-selected:bg-hover"
        >
          <span className="min-w-0 truncate">
            <bdi>{each.label}</bdi>
          </span>
          {each.meaning !== null && (
            <span className="ml-auto shrink-0 text-small text-faint">{each.meaning}</span>
          )}
        </div>
      ))}
    </div>
  );
}
