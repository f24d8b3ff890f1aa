import { useEffect, useState } from 'react';
import type { Rotation, RotationJournalRow } from '#shared/model/rotation.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';

interface Journal {
  /** null: not read yet. */
  readonly rows: readonly RotationJournalRow[] | null;
  readonly error: ApiError | null;
}

/** A run's journal, read again whenever main says that rotations changed: the run is then another object. */
export function useJournal(run: Rotation): Journal {
  const [journal, setJournal] = useState<Journal>({ rows: null, error: null });
  useEffect(() => {
    let current = true;
    api['rotations.journal']({ id: run.id }).then(
      (rows) => current && setJournal({ rows, error: null }),
      (thrown: unknown) => current && setJournal(({ rows }) => ({ rows, error: asApiError(thrown) })),
    );
    return () => {
      current = false;
    };
  }, [run]);
  return journal;
}
