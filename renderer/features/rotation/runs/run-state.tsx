import {
  CircleAlert,
  CircleCheck,
  CircleX,
  Eye,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RotateCcw,
  Undo2,
} from 'lucide-react';
import type { RotationState } from '#shared/model/rotation.ts';
import { runStates } from '../../../text/rotation.ts';
import { Icon } from '../../../ui/icon.tsx';

const LOOKS: Record<RotationState, readonly [LucideIcon, string]> = {
  running: [LoaderCircle, 'text-accent-text'],
  waiting: [CircleAlert, 'text-warn'],
  overlap: [Hourglass, 'text-muted'],
  watching: [Eye, 'text-muted'],
  retrying: [RotateCcw, 'text-warn'],
  undoing: [Undo2, 'text-accent-text'],
  done: [CircleCheck, 'text-ok'],
  undone: [Undo2, 'text-muted'],
  failed: [CircleX, 'text-danger'],
};

/** How a run stands: a word with its sign. */
export function RunState({ state }: { readonly state: RotationState }) {
  const [icon, colour] = LOOKS[state];
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon of={icon} size={14} className={`${colour} ${state === 'running' ? 'animate-spin' : ''}`} />
      <span className="truncate">{runStates[state]}</span>
    </span>
  );
}
