import type { Key } from '#shared/model/key.ts';
import type { Scope } from '#shared/model/provider.ts';
import { useSurroundings } from '../../../state/selectors.ts';
import { accessNames, scopesPartText } from '../../../text/detail.ts';
import { keyText } from '../../../text/keys.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { actionNames } from '../action-names.ts';
import { runAction } from '../run-action.ts';
import { byCategory, everythingTicked } from '../scopes/scope-groups.ts';
import { accessTones } from '../scopes/scope-list.tsx';
import { useObstacles } from '../use-obstacles.ts';
import { Part } from './part.tsx';

/** What the key may do: each scope with what it authorizes, by category; those the service does not explain last. */
export function DetailScopes({ value }: { readonly value: Key }) {
  const { provider } = useSurroundings(value);
  const obstacles = useObstacles(value);
  const known = (provider?.scopes ?? []).filter(({ id }) => value.scopes.includes(id));
  const unexplained = value.scopes.filter((id) => known.every((each) => each.id !== id));
  if (value.connectionId === null) return null;
  const none = provider?.scopes.length === 0 ? keyText.noScopes(provider.name) : scopesPartText.none;
  return (
    <Part
      title={scopesPartText.title}
      count={value.scopes.length}
      open
      action={
        <Button look="quiet" unavailable={obstacles.scopes} onClick={() => runAction('scopes', value)}>
          {actionNames.scopes}
        </Button>
      }
    >
      {() => (
        <>
          {value.scopes.length === 0 && <p className="text-muted">{none}</p>}
          {everythingTicked(provider, value.scopes) && (
            <Notice tone="warn">{scopesPartText.everything}</Notice>
          )}
          {[...byCategory(known)].map(([category, scopes]) => (
            <ScopeGroup key={category} category={category} scopes={scopes} />
          ))}
          {unexplained.length > 0 && (
            <ul className="flex flex-wrap gap-1">
              {unexplained.map((id) => (
                <li key={id} className="max-w-full">
                  <Badge mono>{id}</Badge>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Part>
  );
}

function ScopeGroup({ category, scopes }: { readonly category: string; readonly scopes: readonly Scope[] }) {
  return (
    <div>
      <p className="text-label font-medium text-muted capitalize">{category}</p>
      <ul className="mt-0.5 flex flex-col gap-1">
        {scopes.map(({ id, access, text }) => (
          <li key={id} className="min-w-0">
            <p className="flex min-w-0 items-center gap-2">
              <span className="min-w-0 font-mono text-small wrap-anywhere">{id}</span>
              {access !== 'read' && <Badge tone={accessTones[access]}>{accessNames[access]}</Badge>}
            </p>
            <p className="text-small text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
