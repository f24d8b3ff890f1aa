import { useEffect, useState } from 'react';
import type { ManifestCheck } from '#shared/model/provider.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

const PAUSE_MS = 250;

type Check =
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly text: string; readonly check: ManifestCheck }
  | { readonly state: 'failed'; readonly error: ApiError };

/** What main says of a description, asked whenever the writer pauses. An answer to an older text is dropped. */
export function useCheck(text: string): Check {
  const [check, setCheck] = useState<Check>({ state: 'checking' });
  useEffect(() => {
    let current = true;
    setCheck({ state: 'checking' });
    const ask = async () => {
      try {
        const answer = await api['providers.check']({ text });
        if (current) setCheck({ state: 'checked', text, check: answer });
      } catch (thrown) {
        if (current) setCheck({ state: 'failed', error: asApiError(thrown) });
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return check;
}
