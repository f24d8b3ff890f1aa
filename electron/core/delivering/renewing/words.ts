import { AppError } from '../../errors.ts';
import type { FileExporter } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { DeliveringDeps } from '../deps.ts';
import type { Renewed } from './service.ts';

export const nothing = (text: string): Renewed => ({ change: null, text });

export const notOurs = ({ server, file, id }: Pick<DeliveryRecord, 'server' | 'file' | 'id'>) =>
  new AppError('conflict', {
    message: `Where the key stands in "${server}" in ${file} cannot be told: somebody put another value there, or changed the entry. The file is left alone.`,
    next: `If the entry is to bring the key, put it back as Keyrack wrote it: keyrack targets restore ${id}. If not, take the delivery out of Keyrack: delete the entry there, then: keyrack unexport ${id}`,
  });

/** It would write its own copy over ours. @throws AppError conflict */
export async function assertQuit(
  { running }: Pick<DeliveringDeps, 'running'>,
  { name, rewrittenBy }: FileExporter,
  { file }: Pick<DeliveryRecord, 'file'>,
): Promise<void> {
  if (rewrittenBy.length === 0 || !(await running(rewrittenBy))) return;
  throw new AppError('conflict', {
    message: `${name} is running, and would write its own copy over ${file} again.`,
    next: `Quit ${name}, then go on.`,
  });
}
