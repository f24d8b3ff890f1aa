import type { Key } from '#shared/model/key.ts';
import { environmentInUse } from './environments/in-use.ts';
import { getRow } from './finding.ts';
import { actOn } from './lifecycle/acting.ts';
import { snippetsOf, usageOf, verifyKey } from './lifecycle/asking.ts';
import { createByHand, prepareByHand } from './lifecycle/by-hand.ts';
import { consequencesOf } from './lifecycle/consequences.ts';
import { readForCopy, readKey, readOnce } from './lifecycle/copying.ts';
import { createKey } from './lifecycle/creating.ts';
import type { Lifecycle } from './lifecycle/deps.ts';
import { editKey } from './lifecycle/editing.ts';
import { enterKey } from './lifecycle/entering.ts';
import { fingerprintHeld } from './lifecycle/fingerprinting.ts';
import { identify } from './lifecycle/identifying.ts';
import { listing, showOne } from './lifecycle/listing.ts';
import { addLocal, copyValue } from './lifecycle/local.ts';
import { deliveryOf } from './lifecycle/presenting.ts';
import { recoverIntents } from './lifecycle/recovering.ts';
import { recreateKey } from './lifecycle/recreating.ts';
import { regenerateKey } from './lifecycle/regenerating.ts';
import { completeRequest } from './lifecycle/request.ts';
import { assertNotRotating } from './lifecycle/under-rotation.ts';
import type { KeyRow } from './ports/ledger.ts';
import type { StorageTiers } from './ports/storage.ts';
import type { KeyService } from './services.ts';

type MadeNew = Pick<KeyService, 'create' | 'prepareByHand' | 'createByHand' | 'add' | 'copyValue'>;
type Opened = Pick<KeyService, 'read' | 'readOnce' | 'readForCopy' | 'acknowledge'>;

/** What makes a key that was not there. What takes the place of one, as replace does, is no new key. */
function madeNew(deps: Lifecycle, show: (row: KeyRow) => Key): MadeNew {
  const placed = <T extends { readonly environmentId: string }>(input: T): T => {
    environmentInUse(deps.ledger, input.environmentId);
    return input;
  };
  return {
    create: async (input, signal) =>
      show(await createKey(deps, completeRequest(deps, placed(input)), signal)),
    prepareByHand: (input) => prepareByHand(deps, placed(input)),
    createByHand: async (input, secret, signal) =>
      show(await createByHand(deps, placed(input), secret, signal)),
    add: async (input, secret, id) => show(await addLocal(deps, placed(input), secret, id)),
    copyValue: async (copy) => show(await copyValue(deps, placed(copy))),
  };
}

/** Keys, as window and command use them. */
export function createKeys(deps: Lifecycle & { readonly storage: StorageTiers }): KeyService {
  const { ledger, storage } = deps;
  const get = (id: string): KeyRow => getRow('key', ledger.keys, id);
  const show = (row: KeyRow): Key => showOne(deps, row);
  const free = <T extends { readonly id: string }>(request: T): T => {
    assertNotRotating(ledger, request.id);
    return request;
  };
  const opened: Opened = {
    read: async (id) => readKey(deps, get(id)),
    readOnce: async (id) => readOnce(deps, get(id)),
    readForCopy: async (id, presence) => readForCopy(deps, storage, get(id), presence),
    acknowledge: (id) =>
      ledger.transaction(() => {
        const row = { ...get(id), acknowledged: true };
        ledger.keys.put(row);
        deps.audit('key confirmed as copied', row.id, row.name);
        return show(row);
      }),
  };
  return {
    ...listing(deps),
    ...opened,
    ...madeNew(deps, show),
    enter: async (request, secret, signal) => show(await enterKey(deps, free(request), secret, signal)),
    identify: (secret) => identify(deps, secret),
    edit: async (changes, signal) => show(await editKey(deps, changes, signal)),
    act: async (request, signal) => {
      const row = await actOn(deps, free(request), signal);
      return row === null ? null : show(row);
    },
    regenerate: async (request, secret, signal) =>
      show(await regenerateKey(deps, free(request), secret, signal)),
    consequences: async (id, act) => {
      const { deliveries, warnings } = await consequencesOf(deps, id, act);
      return { deliveries: deliveries.map(deliveryOf), warnings: [...warnings] };
    },
    verify: async (id, signal) => verifyKey(deps, get(id), signal),
    usage: async (id, since, signal) => usageOf(deps, get(id), since, signal),
    snippets: (id) => snippetsOf(deps, get(id)),
    recreate: async (id) => show(await recreateKey(deps, id)),
    recover: () => recoverIntents(deps),
    fingerprintHeld: () => fingerprintHeld(deps),
  };
}
