import { useEffect, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import type { RotationPlan } from '#shared/model/rotation.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

export interface Planned {
  readonly key: Key;
  /** null: it was not looked at yet, or cannot be rotated. */
  readonly plan: RotationPlan | null;
  readonly error: ApiError | null;
}

/** What each rotation would do, one asked after the other: a service is not asked about all of them at once. */
export function useBulkPlans(keys: readonly Key[]): readonly Planned[] {
  const [planned, setPlanned] = useState<readonly Planned[]>([]);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      for (const key of keys) {
        const found = await planOf(key);
        if (!current) return;
        setPlanned((before) => [...before, found]);
      }
    };
    setPlanned([]);
    void ask();
    return () => {
      current = false;
    };
  }, [keys]);
  return planned;
}

async function planOf(key: Key): Promise<Planned> {
  try {
    return { key, plan: await api['rotations.plan']({ keyId: key.id }), error: null };
  } catch (thrown) {
    return { key, plan: null, error: asApiError(thrown) };
  }
}
