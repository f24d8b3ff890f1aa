import { createDeliveringByKind, ledgerOfFiles } from '#core/delivering/by-kind.ts';
import { createDelivering } from '#core/delivering/index.ts';
import { createPlaces } from '#core/delivering/places/index.ts';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createFakeGh } from '#tests/fakes/gh.ts';
import { places } from '../../../electron/exporters/places.ts';
import { createDeliveringWorld, VALUE } from './delivering-world.ts';

export const PLACE = 'acme/app';
/** As the fake names what it holds. */
export const AT = `github.com/${PLACE} UNIZO_API_KEY`;

/** Both kinds of targets over one ledger, and a GitHub in memory. */
export function createPlacesWorld() {
  const world = createDeliveringWorld();
  const gh = createFakeGh();
  let value = VALUE;
  const start = () => {
    const deps = { ...world.deps, readSecret: async () => new Secret(value), run: gh.run, places };
    return createDeliveringByKind({
      ledger: world.ledger,
      files: createDelivering({ ...world.deps, ledger: ledgerOfFiles(world.ledger) }),
      places: createPlaces(deps),
    });
  };
  let delivering = start();
  const request = (changes: Partial<ExportRequest> = {}): ExportRequest =>
    world.request({ target: 'github-actions', repository: PLACE, ...changes });
  return {
    ...world,
    gh,
    request,
    delivering: () => delivering,
    deliver: async (changes: Partial<ExportRequest> = {}) =>
      delivering.export((await delivering.plan(request(changes))).plan),
    /** The key has another value from now on. */
    rotate: (changed: string) => {
      value = changed;
    },
    /** The next start after a crash. */
    restart: async () => {
      gh.restart();
      delivering = start();
      return delivering.recover();
    },
    writing: () => world.ledger.changes.list().filter(({ state }) => state === 'writing'),
  };
}
