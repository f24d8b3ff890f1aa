import type { Service } from '../ports/provider.ts';
import { assertHeld } from './claiming.ts';
import type { RotatingDeps } from './deps.ts';

/**
 * The same deps for work on a run, which do nothing more once another process has taken the run over: that one may have
 * stored another value since, or taken back what this one goes on with.
 * That is looked at in the same transaction as a row is written, and right before each other call.
 */
export function fenced(deps: RotatingDeps, id: string): RotatingDeps {
  const held = () => assertHeld(deps, id);
  const { ledger, vault, reach, renewing } = deps;
  const { keys, rotations } = ledger;
  return {
    ...deps,
    ledger: { ...ledger, keys: fencedTable(keys, held), rotations: fencedTable(rotations, held) },
    vault: { ...vault, write: behind(held, vault.write), remove: behind(held, vault.remove) },
    renewing: {
      ...renewing,
      renew: behind(held, renewing.renew),
      takeBack: behind(held, renewing.takeBack),
    },
    reach: { ...reach, service: async (connection) => fencedService(await reach.service(connection), held) },
  };
}

const fencedTable = <Row, Table extends { put(row: Row): void; remove(id: string): void }>(
  table: Table,
  held: () => void,
): Table => ({
  ...table,
  put: (row: Row) => {
    held();
    table.put(row);
  },
  remove: (id: string) => {
    held();
    table.remove(id);
  },
});

const behind =
  <Given extends readonly unknown[], Result>(
    held: () => void,
    work: (...given: Given) => Promise<Result>,
  ): ((...given: Given) => Promise<Result>) =>
  async (...given) => {
    held();
    return work(...given);
  };

/** What it has made itself it takes away again, whoever has the run by then: nobody else knows of it. */
function fencedService(service: Service, held: () => void): Service {
  const made = new Set<string>();
  const unlessMade = (remoteId: string) => {
    if (!made.has(remoteId)) held();
  };
  return {
    ...service,
    create: async (...given) => {
      held();
      const created = await service.create(...given);
      made.add(created.key.id);
      return created;
    },
    regenerate: behind(held, service.regenerate),
    disable: behind(held, service.disable),
    enable: behind(held, service.enable),
    allowIps: behind(held, service.allowIps),
    revoke: async (remoteId, ...given) => {
      unlessMade(remoteId);
      return service.revoke(remoteId, ...given);
    },
    delete: async (remoteId, ...given) => {
      unlessMade(remoteId);
      return service.delete(remoteId, ...given);
    },
  };
}
