import { AppError } from '../../errors.ts';
import type { PlaceExporter, StoredName } from '../../ports/place-exporter.ts';
import type { RunProgram } from '../../ports/processes.ts';
import type { DeliveringDeps } from '../deps.ts';

/** What delivering to stores at services needs. */
export interface PlaceDeps
  extends Pick<
    DeliveringDeps,
    'ledger' | 'readSecret' | 'assertOpen' | 'clock' | 'newId' | 'audit' | 'writers' | 'marks'
  > {
  readonly places: readonly PlaceExporter[];
  readonly run: RunProgram;
}

/** @throws AppError not-found */
export function placeExporterOf(places: readonly PlaceExporter[], target: string): PlaceExporter {
  const found = places.find(({ id }) => id === target);
  if (found !== undefined) return found;
  throw new AppError('not-found', { message: `There is no target "${target}" in this version.` });
}

/** Asks the store. @returns null: it has no secret of this name */
export async function lookUp(
  run: RunProgram,
  exporter: PlaceExporter,
  { place, name }: { readonly place: string; readonly name: string },
): Promise<StoredName | null> {
  const all = await exporter.list(run, place);
  return all.find((each) => each.name === name) ?? null;
}
