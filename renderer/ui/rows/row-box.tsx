import { Check } from 'lucide-react';
import { rackText } from '../../text/rack.ts';
import { Icon } from '../icon.tsx';

interface Props {
  readonly label?: string;
  readonly checked: boolean | 'mixed';
  readonly reachable: boolean;
  readonly onPress: (range: boolean) => void;
}

/** A box as plain as can be: there is one in each row, and rows come and go while scrolling. */
export function RowBox({ label = rackText.pick, checked, reachable, onPress }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a press with Shift picks a range, which an input does not tell
    <button
      type="button"
      role="checkbox"
      aria-label={label}
      aria-checked={checked}
      tabIndex={reachable ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        onPress(event.shiftKey);
      }}
      className="group/box flex h-(--row-height) w-full items-center justify-end pr-1 focus-visible:outline-none"
    >
      <span className="invisible flex size-4 items-center justify-center rounded-tag border border-control bg-surface text-on-accent group-hover:visible group-focus-within:visible group-focus-visible:visible group-data-picking/table:visible group-focus-visible/box:outline-2 group-focus-visible/box:outline-focus group-aria-checked/box:border-accent group-aria-checked/box:bg-accent">
        {checked === true && <Icon of={Check} size={12} className="stroke-[2.5]" />}
        {checked === 'mixed' && <span className="h-0.5 w-2 rounded-full bg-text" />}
      </span>
    </button>
  );
}
