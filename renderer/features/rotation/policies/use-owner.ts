import { useMemo } from 'react';
import type { PolicySubject } from '#shared/model/policy.ts';
import { listOf } from '../../../state/remote.ts';
import { useEnvironmentOf, useKey } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { useLastKnown } from '../../../ui/use-last-known.ts';
import type { Owner } from './inherited.ts';

/** What a policy is about, and what stands above it, the nearest first; null where it is gone. */
export function useOwner(subject: PolicySubject, id: string) {
  const key = useLastKnown(useKey(subject === 'key' ? id : null));
  const connectionId = { key: key?.connectionId, connection: id, environment: null }[subject];
  const connection = useLastKnown(
    useStore(({ data }) => listOf(data.connections).find((each) => each.id === connectionId) ?? null),
  );
  const environmentId = { key: key?.environmentId, connection: connection?.environmentId, environment: id };
  const environment = useEnvironmentOf(environmentId[subject] ?? '');
  return useMemo(() => {
    const rows = { key, connection, environment };
    const owners = (['key', 'connection', 'environment'] as const).flatMap((each): readonly Owner[] => {
      const row = rows[each];
      return row === null ? [] : [{ subject: each, id: row.id, name: row.name }];
    });
    const at = owners.findIndex((each) => each.subject === subject);
    const owner = owners[at];
    return owner === undefined ? null : { owner, above: owners.slice(at + 1), environment };
  }, [key, connection, environment, subject]);
}
