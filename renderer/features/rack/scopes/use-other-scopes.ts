import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { newKeyText } from '../../../text/new-key.ts';
import { scopesText } from '../../../text/operations.ts';
import { sameSet } from '../allowed-ips.ts';

/** Scopes in the place of those that a key has, as they are ticked. */
export function useOtherScopes({ scopes }: Key, provider: Provider | null) {
  const [ticked, onChange] = useState<readonly string[]>(scopes);
  const missing = provider?.scopesRequired === true && ticked.length === 0 ? newKeyText.scopesRequired : null;
  const unchanged = sameSet(ticked, scopes) ? scopesText.unchanged : null;
  return {
    ticked,
    /** None is ticked, and the service makes no key without one; null: it is well. */
    missing,
    obstacle: missing ?? unchanged,
    /** Of the picker. */
    picker: { provider, ticked, onChange, help: scopesText.help, problem: missing ?? undefined },
  };
}
