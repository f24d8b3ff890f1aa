import { AppError } from '../../errors.ts';
import type { FileExporter } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import { encode } from '../document.ts';
import { markedHash } from '../entry-hash.ts';
import { PRIVATE_MODE } from '../modes.ts';
import { ownEntryOf } from '../own-call.ts';
import { valueFor } from '../safety.ts';
import type { FileWrite } from '../writing.ts';

/** Files of ours as they are with the key's value of now. */
export interface OwnOfNow {
  readonly main: FileWrite;
  readonly companions: readonly FileWrite[];
  readonly delivery: DeliveryRecord;
}

/**
 * All files of a delivery by `inline`, rendered anew from what they were rendered from.
 * @throws AppError conflict where that is not known; forbidden-by-rule where the program would alter the value; storage-*
 */
export async function ownOfNow(
  deps: DeliveringDeps,
  exporter: FileExporter,
  delivery: DeliveryRecord,
): Promise<OwnOfNow> {
  const { file } = delivery;
  const entry = await ownEntryOf(deps, exporter, delivery);
  if (entry === null) throw unknownCall(delivery);
  const secret = await valueFor(deps, exporter, entry);
  if (secret === null) throw new AppError('internal', { message: 'There is no value to deliver.' });
  const value = exporter.render(entry, () => secret.expose());
  const write = async (path: string, text: string): Promise<FileWrite> => ({
    file: path,
    snapshot: await deps.files.snapshot(path),
    after: encode(text),
    mode: PRIVATE_MODE,
  });
  const others = exporter.own?.companions(entry, value) ?? [];
  const companions = await Promise.all(others.map((each) => write(each.file, each.text)));
  const hashes = others.map((each) => ({ file: each.file, hash: deps.hash(encode(each.text)) }));
  return {
    main: await write(file, exporter.editor.put('', exporter.path(delivery.server), value)),
    companions,
    delivery: {
      ...delivery,
      entryHash: await markedHash(deps, exporter, value, delivery),
      companions: hashes,
    },
  };
}

export const unknownCall = ({ server, file }: Pick<DeliveryRecord, 'server' | 'file'>) =>
  new AppError('conflict', {
    message: `How "${server}" was written into ${file} is no longer known, so the new value cannot be put there.`,
    next: 'Export the key again: that writes the new value.',
  });
