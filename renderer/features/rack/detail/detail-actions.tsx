import { Copy, FileOutput, type LucideIcon, ShieldCheck } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { actionNames, actionShortcuts, isDestructive } from '../action-names.ts';
import { actionsOf, type KeyAction } from '../obstacles.ts';
import { runAction } from '../run-action.ts';
import { useObstacles } from '../use-obstacles.ts';

const ICONS: Partial<Record<KeyAction, LucideIcon>> = {
  copy: Copy,
  verify: ShieldCheck,
  export: FileOutput,
};

/** Everything that can be done with a key; what its service cannot do says why. */
export function DetailActions({ value }: { readonly value: Key }) {
  const obstacles = useObstacles(value);
  const verifying = useStore((state) => state.keyNotes[value.id]?.kind === 'verifying');
  const actions = actionsOf(value);
  return (
    <div
      className={`grid gap-1.5 border-b border-border px-4 pb-3 ${actions.length > 4 ? 'grid-cols-3' : 'grid-cols-2'}`}
    >
      {actions.map((action) => {
        const icon = ICONS[action];
        return (
          <Button
            key={action}
            shortcut={actionShortcuts[action]}
            unavailable={obstacles[action]}
            busy={action === 'verify' && verifying}
            onClick={() => runAction(action, value)}
            className={isDestructive(action) ? 'px-1.5! text-danger!' : 'px-1.5!'}
          >
            {icon !== undefined && <Icon of={icon} size={14} />}
            {actionNames[action]}
          </Button>
        );
      })}
    </div>
  );
}
