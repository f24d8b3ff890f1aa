import { isStored } from '#shared/model/delivery.ts';
import { orAudited } from '../../auditing/failing.ts';
import { AppError } from '../../errors.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { Secret } from '../../secret.ts';
import { isAtService } from '../place.ts';
import { isOwn } from '../removing-files.ts';
import type { Turns } from '../turns.ts';
import { checkAtPlace, renewAtPlace } from './at-place.ts';
import { checkEntry, isBackInEntry, renewEntry, takeBackEntry } from './entry.ts';
import { checkFiles, renewFiles, takeBackFiles } from './files.ts';
import { personFor, planRenewal, type RenewingDeps } from './planning.ts';
import type { Renewed, RenewingService } from './service.ts';
import { checkStored, renewStored } from './stored.ts';
import { nothing } from './words.ts';

export type { RenewingDeps } from './planning.ts';

/** @param inTurn of all that writes into files and stores in this process */
export function createRenewing(deps: RenewingDeps, inTurn: Turns): RenewingService {
  const { ledger } = deps.places;
  const audited = <T>(what: string, { keyId, target, file }: DeliveryRecord, work: () => Promise<T>) =>
    orAudited(deps.files.audit, { what, subject: keyId, about: `${target} ${file}` }, work);

  return {
    plan: async (keyId) => {
      const own = ledger.deliveries.list().filter((each) => each.keyId === keyId);
      return Promise.all(own.map((each) => planRenewal(deps, each)));
    },
    people: () => ledger.deliveries.list().flatMap((each) => personFor(deps, each) ?? []),
    planOne: async (id) => {
      const delivery = ledger.deliveries.get(id);
      return delivery === null ? null : planRenewal(deps, delivery);
    },
    renew: (id, old) =>
      inTurn(async () => {
        deps.files.assertOpen();
        const delivery = ledger.deliveries.get(id);
        if (delivery === null) return nothing('The delivery was taken back meanwhile.');
        return audited('value not replaced', delivery, () => renewOne(deps, delivery, old));
      }),
    check: async (id, old) => {
      const delivery = ledger.deliveries.get(id);
      if (delivery !== null) await checkOne(deps, delivery, old);
    },
    isBack: async (id, old) => {
      const delivery = ledger.deliveries.get(id);
      return delivery !== null && isEntry(deps.files, delivery) && isBackInEntry(deps.files, delivery, old);
    },
    takeBack: (id, change, current) =>
      inTurn(async () => {
        deps.files.assertOpen();
        const delivery = ledger.deliveries.get(id);
        if (delivery === null) return;
        await audited('earlier value not put back', delivery, () =>
          takeBackOne(deps, delivery, change, current),
        );
      }),
  };
}

/** Whether Keyrack itself brings the value there. */
const isWritten = (delivery: DeliveryRecord): boolean =>
  isAtService(delivery.file) || isStored(delivery) || (delivery.mechanism === 'inline' && !delivery.imported);

const isEntry = (files: RenewingDeps['files'], delivery: DeliveryRecord): boolean =>
  isWritten(delivery) && !isAtService(delivery.file) && !isStored(delivery) && !isOwn(files, delivery);

async function renewOne(
  { files, places }: RenewingDeps,
  delivery: DeliveryRecord,
  old: Secret | null,
): Promise<Renewed> {
  if (!isWritten(delivery)) return nothing(`Nothing was to be written into ${delivery.file}.`);
  if (isAtService(delivery.file)) return renewAtPlace(places, delivery, 'rotate');
  if (isStored(delivery)) return renewStored(files, delivery, 'rotate');
  return isOwn(files, delivery) ? renewFiles(files, delivery) : renewEntry(files, delivery, old);
}

async function checkOne(
  { files, places }: RenewingDeps,
  delivery: DeliveryRecord,
  old: Secret | null,
): Promise<void> {
  if (!isWritten(delivery)) return;
  if (isAtService(delivery.file)) await checkAtPlace(places, delivery);
  else if (isStored(delivery)) await checkStored(files, delivery);
  else if (isOwn(files, delivery)) await checkFiles(files, delivery);
  else await checkEntry(files, delivery, old);
}

async function takeBackOne(
  { files, places }: RenewingDeps,
  delivery: DeliveryRecord,
  change: string | null,
  current: Secret | null,
): Promise<void> {
  if (!isWritten(delivery)) return;
  if (!isAtService(delivery.file) && !isStored(delivery)) {
    const takeBack = isOwn(files, delivery) ? takeBackFiles : takeBackEntry;
    await takeBack(files, delivery, change, current);
    return;
  }
  if (change === null && current === null) return;
  if (current === null) throw noValue(delivery);
  if (isAtService(delivery.file)) await renewAtPlace(places, delivery, 'rotate-back');
  else await renewStored(files, delivery, 'rotate-back');
}

const noValue = ({ file }: DeliveryRecord) =>
  new AppError('conflict', {
    message: `Keyrack does not have the earlier value, and ${file} gives none back.`,
    next: 'Set it there by hand, if you have it.',
  });
