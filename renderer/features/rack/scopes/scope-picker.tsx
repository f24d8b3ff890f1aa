import { useId } from 'react';
import type { Provider, Scope } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { byCategory, everythingTicked } from './scope-groups.ts';

interface Props {
  readonly provider: Provider | null;
  readonly ticked: readonly string[];
  readonly onChange: (ticked: string[]) => void;
  readonly help: string;
  readonly problem: string | undefined;
}

/** What a key may do, by category, each scope with what it authorizes. */
export function ScopePicker({ provider, ticked, onChange, help, problem }: Props) {
  const helpId = useId();
  const scopes = provider?.scopes ?? [];
  const set = (id: string, on: boolean) =>
    onChange(on ? [...ticked, id] : ticked.filter((each) => each !== id));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={helpId}>
      <legend className="text-small font-medium">{newKeyText.scopes}</legend>
      <p id={helpId} className="text-small text-faint">
        {scopes.length === 0 ? newKeyText.noScopes : help}
      </p>
      {scopes.length > 0 && (
        <div className="rounded-control border border-border">
          {[...byCategory(scopes)].map(([category, members]) => (
            <div key={category} className="border-b border-border px-3 py-2 last:border-b-0">
              <p className="text-label font-medium text-muted capitalize">{category}</p>
              <div className="mt-1 flex flex-col">
                {members.map((scope) => (
                  <ScopeBox
                    key={scope.id}
                    scope={scope}
                    checked={ticked.includes(scope.id)}
                    onChange={(on) => set(scope.id, on)}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-small text-danger">
          {problem}
        </p>
      )}
      {everythingTicked(provider, ticked) && <Notice tone="warn">{newKeyText.scopesAll}</Notice>}
    </fieldset>
  );
}

const tones: Record<Scope['access'], Tone> = {
  read: 'plain',
  write: 'warn',
  delete: 'danger',
  manage: 'danger',
};

interface BoxProps {
  readonly scope: Scope;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function ScopeBox({ scope, checked, onChange }: BoxProps) {
  const detail = (
    <>
      {scope.text} {scope.access !== 'read' && <Badge tone={tones[scope.access]}>{scope.access}</Badge>}
    </>
  );
  return <Checkbox mono label={scope.id} detail={detail} checked={checked} onChange={onChange} />;
}
