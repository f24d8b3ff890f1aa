import type { Key } from '#shared/model/key.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { endingText } from '../../../text/detail.ts';
import { Button } from '../../../ui/button.tsx';
import { actionNames, isDestructive } from '../action-names.ts';
import { actionsOf, type KeyAction } from '../obstacles.ts';
import { runAction } from '../run-action.ts';
import { useObstacles } from '../use-obstacles.ts';
import { Part } from './part.tsx';

const ENDING = ['disable', 'enable', 'regenerate', 'revoke', 'delete'] as const satisfies KeyAction[];

/** What changes whether the key works, each with what it does: the dangerous part, at the end and by itself. */
export function DetailEnding({ value }: { readonly value: Key }) {
  const obstacles = useObstacles(value);
  const { provider } = useSurroundings(value);
  const offered = ENDING.filter((action) => actionsOf(value).includes(action));
  if (offered.length === 0) return null;
  return (
    <Part title={endingText.title} open>
      {() => (
        <ul className="flex flex-col divide-y divide-border rounded-control border border-border">
          {offered.map((action) => (
            <li key={action} className="flex items-center gap-3 py-2 pr-2 pl-3">
              <p className="min-w-0 flex-1 text-small text-muted">
                {endingText.does[action](provider?.name ?? null)}
              </p>
              <Button
                unavailable={obstacles[action]}
                onClick={() => runAction(action, value)}
                className={isDestructive(action) ? 'w-24 text-danger!' : 'w-24'}
              >
                {actionNames[action]}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
