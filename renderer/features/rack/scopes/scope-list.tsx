import { type KeyboardEvent, memo, useCallback, useMemo, useRef } from 'react';
import type { Scope } from '#shared/model/provider.ts';
import { accessNames } from '../../../text/detail.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { byCategory } from './scope-groups.ts';

/** What a scope allows, by how much harm it can do. */
export const accessTones: Record<Scope['access'], Tone> = {
  read: 'plain',
  write: 'warn',
  delete: 'danger',
  manage: 'danger',
};

interface Props {
  readonly scopes: readonly Scope[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: string[]) => void;
}

/** The arrow keys go through the boxes, whatever the categories: a thousand presses of Tab help nobody. */
function moveFocus(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="checkbox"]')];
  const at = document.activeElement instanceof HTMLElement ? boxes.indexOf(document.activeElement) : -1;
  const next = boxes[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The scopes by category. */
export function ScopeList({ scopes, ticked, onChange }: Props) {
  const groups = useMemo(() => [...byCategory(scopes)], [scopes]);
  const set = useMemo(() => new Set(ticked), [ticked]);
  // One function for all boxes and all time: a press then draws one box anew, not a thousand.
  const now = useRef({ ticked, onChange });
  now.current = { ticked, onChange };
  const toggle = useCallback((id: string, on: boolean) => {
    const { ticked: before, onChange: tell } = now.current;
    tell(on ? [...before, id] : before.filter((each) => each !== id));
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the boxes inside take the keys
    <div onKeyDown={moveFocus} className="max-h-56 overflow-y-auto">
      {groups.map(([category, members]) => (
        <div key={category} className="border-b border-border px-3 py-2 last:border-b-0">
          <p className="text-label font-medium text-muted capitalize">{category}</p>
          <div className="mt-1 flex flex-col">
            {members.map((scope) => (
              <ScopeBox key={scope.id} scope={scope} checked={set.has(scope.id)} onToggle={toggle} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

interface BoxProps {
  readonly scope: Scope;
  readonly checked: boolean;
  readonly onToggle: (id: string, checked: boolean) => void;
}

const ScopeBox = memo(function ScopeBox({ scope, checked, onToggle }: BoxProps) {
  const detail = (
    <>
      {scope.text}{' '}
      {scope.access !== 'read' && <Badge tone={accessTones[scope.access]}>{accessNames[scope.access]}</Badge>}
    </>
  );
  return (
    <Checkbox
      mono
      label={scope.id}
      detail={detail}
      checked={checked}
      onChange={(on) => onToggle(scope.id, on)}
    />
  );
});
