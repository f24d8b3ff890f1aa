import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { Provider } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { pickerText } from '../../../text/scopes.ts';
import { Notice } from '../../../ui/notice.tsx';
import { presetsOf } from './presets.ts';
import { everythingTicked, searchScopes } from './scope-groups.ts';
import { ScopeList } from './scope-list.tsx';
import { ScopeTools } from './scope-tools.tsx';

interface Props {
  readonly provider: Provider | null;
  readonly ticked: readonly string[];
  readonly onChange: (ticked: string[]) => void;
  readonly help: string;
  readonly problem: string | undefined;
  /** What the tool had before; null: nothing is known of it. */
  readonly before?: readonly string[] | null;
}

/** What a key may do, by category, each scope with what it authorizes. */
export function ScopePicker({ provider, ticked, onChange, help, problem, before = null }: Props) {
  const helpId = useId();
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search);
  const scopes = provider?.scopes ?? [];
  const found = useMemo(() => searchScopes(provider?.scopes ?? [], asked), [provider, asked]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={helpId}>
      <legend className="text-small font-medium">{newKeyText.scopes}</legend>
      <p id={helpId} className="text-small text-faint">
        {scopes.length === 0 ? newKeyText.noScopes : help}
      </p>
      {provider !== null && scopes.length > 0 && (
        <div className="overflow-clip rounded-control border border-border">
          <ScopeTools
            count={scopes.length}
            ticked={ticked}
            presets={presetsOf(provider, before)}
            search={search}
            onSearch={setSearch}
            onPick={(picked) => onChange([...picked])}
          />
          <ScopeList scopes={found} ticked={ticked} onChange={onChange} />
          {found.length === 0 && (
            <p role="status" className="px-3 py-3 text-muted">
              {pickerText.nothingFits}
            </p>
          )}
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
