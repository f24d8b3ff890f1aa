import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Provider, Scope } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { everythingTicked, type NewKeyForm } from './new-key-form.ts';

/** What the key may do, by category. Read-only is ticked; the rest is the user's own choice. */
export function ScopePicker({ provider }: { readonly provider: Provider | null }) {
  const { watch, setValue, formState } = useFormContext<NewKeyForm>();
  const help = useId();
  const ticked = watch('scopes');
  const scopes = provider?.scopes ?? [];
  const set = (id: string, on: boolean) =>
    setValue('scopes', on ? [...ticked, id] : ticked.filter((each) => each !== id), { shouldDirty: true });
  const missing = formState.isSubmitted && provider?.scopesRequired === true && ticked.length === 0;
  const problem = formState.errors.scopes?.message ?? (missing ? newKeyText.scopesRequired : undefined);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={help}>
      <legend className="text-small font-medium">{newKeyText.scopes}</legend>
      <p id={help} className="text-small text-faint">
        {scopes.length === 0 ? newKeyText.noScopes : newKeyText.scopesHelp}
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
      {problem !== undefined && <p className="text-small text-danger">{problem}</p>}
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

function byCategory(scopes: readonly Scope[]): Map<string, Scope[]> {
  const groups = new Map<string, Scope[]>();
  for (const scope of scopes) {
    groups.set(scope.category, [...(groups.get(scope.category) ?? []), scope]);
  }
  return groups;
}
