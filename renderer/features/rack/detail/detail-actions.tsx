import { Copy, FileOutput, type LucideIcon, ShieldCheck } from 'lucide-react';
import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { rackText } from '../../../text/rack.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { MoreMenu } from '../../../ui/more-menu.tsx';
import { actionNames, actionShortcuts } from '../action-names.ts';
import { menuEntriesOf } from '../menu-entries.ts';
import { actionsOf, type KeyAction } from '../obstacles.ts';
import { runAction } from '../run-action.ts';
import { useObstacles } from '../use-obstacles.ts';

const MAIN: readonly (readonly [KeyAction, LucideIcon])[] = [
  ['copy', Copy],
  ['verify', ShieldCheck],
  ['export', FileOutput],
];

/** What is done most often, in the open; everything else is in the menu and in its own part below. */
export function DetailActions({ value }: { readonly value: Key }) {
  const obstacles = useObstacles(value);
  const around = useSurroundings(value);
  const verifying = useStore((state) => state.keyNotes[value.id]?.kind === 'verifying');
  const offered = actionsOf(value);
  const rest = menuEntriesOf(value, around).filter(({ action }) => MAIN.every(([main]) => main !== action));
  if (offered.length === 0) return null;
  return (
    <div className="mt-3 flex items-center gap-1.5">
      {MAIN.filter(([action]) => offered.includes(action)).map(([action, icon]) => (
        <Button
          key={action}
          shortcut={actionShortcuts[action]}
          unavailable={obstacles[action]}
          busy={action === 'verify' && verifying}
          onClick={() => runAction(action, value)}
          className="min-w-0 flex-1"
        >
          <Icon of={icon} size={14} />
          {actionNames[action]}
        </Button>
      ))}
      {rest.length > 0 && (
        <MoreMenu
          label={rackText.allActions}
          items={rest.map((entry, index) => ({
            ...entry,
            apart: entry.apart === true && index > 0,
            run: () => runAction(entry.action, value),
          }))}
        />
      )}
    </div>
  );
}
