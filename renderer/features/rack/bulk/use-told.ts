import { useEffect, useState } from 'react';
import type { Key, KeyAct } from '#shared/model/key.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

/** What is to be known before: a warning, and the keys that it is about. */
export interface Told {
  readonly asked: number;
  readonly warnings: ReadonlyMap<string, readonly Key[]>;
  readonly error: ApiError | null;
}

const NOTHING: Told = { asked: 0, warnings: new Map(), error: null };

function withWarnings({ asked, warnings }: Told, key: Key, more: readonly string[]): Told {
  const next = new Map(warnings);
  for (const warning of more) next.set(warning, [...(next.get(warning) ?? []), key]);
  return { asked: asked + 1, warnings: next, error: null };
}

/** Asks main about each key, one after the other: a keychain opens one thing at a time anyway. */
export function useTold(keys: readonly Key[], act: KeyAct): Told {
  const [told, setTold] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      let found = NOTHING;
      for (const key of keys) {
        const { warnings } = await api['keys.consequences']({ id: key.id, act });
        if (!current) return;
        found = withWarnings(found, key, warnings);
        setTold(found);
      }
    };
    setTold(NOTHING);
    ask().catch((thrown: unknown) => {
      if (current) setTold((before) => ({ ...before, error: asApiError(thrown) }));
    });
    return () => {
      current = false;
    };
  }, [keys, act]);
  return told;
}
