import { AppError } from '../../errors.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { PlaceExporter } from '../../ports/place-exporter.ts';
import type { RunProgram } from '../../ports/processes.ts';
import type { Outcome } from '../testing/report.ts';
import { lookUp } from './deps.ts';
import { isSetSince, setAt } from './mark.ts';

/** Whether the store still has our secret. Which value it has, a store tells nobody. */
export async function testPlace(
  run: RunProgram,
  exporter: PlaceExporter,
  delivery: DeliveryRecord,
): Promise<Outcome> {
  const { file: place, variable: name } = delivery;
  try {
    const now = await lookUp(run, exporter, { place, name });
    if (now === null) {
      const message = `The secret "${name}" is not in ${place} any more.`;
      return { ok: false, message, next: 'Export the key again.' };
    }
    if (isSetSince(delivery, now)) {
      return {
        ok: false,
        message: `The secret "${name}" in ${place} was set at ${now.updatedAt} by somebody else than Keyrack, which had set it at ${setAt(delivery)}.`,
        next: 'If that value is not needed, delete it there, and export the key again.',
      };
    }
    return {
      ok: true,
      message: `${place} has the secret "${name}", set at ${now.updatedAt}. Its value can be read by nobody, so it was not compared.`,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, message: error.message, next: error.next };
  }
}
