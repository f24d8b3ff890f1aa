import type { ImportChoice, ImportPlan, ImportResult, ImportRow } from '#shared/model/import.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ImportingDeps } from './deps.ts';
import { draftImport, type ImportDraft } from './planning.ts';
import type { ImportingService, ImportRun } from './service.ts';

/** Values of another program's export into local keys. */
export function createImporting(deps: ImportingDeps): ImportingService {
  // One at a time: a draft holds every value of its file.
  let draft: ImportDraft | null = null;
  const held = (id: string): ImportDraft => {
    if (draft?.plan.plan === id) return draft;
    throw new AppError('not-found', {
      message: 'This preview is no longer held.',
      next: 'Read the file again.',
    });
  };
  return {
    plan: async (request) => {
      getRow('environment', deps.ledger.environments, request.environmentId);
      draft = await draftImport(deps, request);
      return draft.plan;
    },
    run: async (id, choice, run = {}) => keepAll(deps, held(id), choice, run),
    deleteFile: async (id) => {
      const { snapshot, plan, done } = held(id);
      refuseLoss(plan, leftOf(plan.rows, done).length);
      deps.assertOpen();
      await deps.files.remove(snapshot);
      draft = null;
      deps.audit('imported file deleted', null, plan.file);
      await deps.files.sweepFolder(plan.file);
    },
    forget: () => {
      draft = null;
    },
  };
}

/** Each key is kept on its own: what is kept stays, whatever becomes of the next one. */
async function keepAll(
  deps: ImportingDeps,
  { plan, items, environmentId, done }: ImportDraft,
  choice: ImportChoice,
  { signal, onProgress }: ImportRun,
): Promise<ImportResult> {
  const chosen = chosenOf(plan.rows, choice);
  // What an earlier run of this plan kept is not kept twice.
  const waiting = chosen.filter(({ row }) => !done.has(row));
  const kept: { row: number; key: string; name: string }[] = [];
  let through = chosen.length - waiting.length;
  for (const { row, name, variable, state } of waiting) {
    const item = items[row - 1];
    if (signal?.aborted === true || item === undefined) break;
    try {
      const sameValue = state === 'elsewhere';
      const key = await deps.keys.add({ environmentId, name, variable, sameValue }, item.secret);
      kept.push({ row, key: key.id, name });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Kept meanwhile, by another process.
      if (error.code !== 'same-value-here') throw stopped(error, through, chosen.length);
    }
    done.add(row);
    through += 1;
    onProgress?.(through, chosen.length);
  }
  return { kept, left: leftOf(plan.rows, done) };
}

/** @returns rows whose value no key of the environment has */
function leftOf(rows: readonly ImportRow[], done: ReadonlySet<number>): number[] {
  const safe = new Set([...done, ...rows.filter(isSafe).map(({ row }) => row)]);
  const isLeft = (row: ImportRow) =>
    !safe.has(row.row) && !(row.state === 'twice' && isTwinOf(rows, row, safe));
  return rows.filter(isLeft).map(({ row }) => row);
}

const isSafe = ({ state }: ImportRow): boolean => state === 'held';

function isTwinOf(rows: readonly ImportRow[], { notes }: ImportRow, done: ReadonlySet<number>): boolean {
  return rows.some(({ row }) => done.has(row) && notes.includes(`The same value as row ${row}.`));
}

function chosenOf(
  rows: readonly ImportRow[],
  { rows: wanted, sameValue }: ImportChoice,
): readonly ImportRow[] {
  const open = (row: ImportRow) => row.state === 'new' || (row.state === 'elsewhere' && sameValue === true);
  if (wanted === undefined) return rows.filter((row) => row.kind === 'key' && open(row));
  return wanted.map((number) => {
    const row = rows.find((each) => each.row === number);
    if (row !== undefined && open(row)) return row;
    throw new AppError('invalid-input', {
      message:
        row === undefined
          ? `There is no row ${number}.`
          : `Row ${number} cannot be taken. ${row.notes.join(' ')}`,
      next: 'Choose rows that are new.',
      field: 'rows',
    });
  });
}

const stopped = ({ code, message, next }: AppError, kept: number, all: number) =>
  new AppError(code, {
    message: `${message} ${kept} of ${all} keys are kept.`,
    next: `${next ?? ''} Import the file again: what is kept is passed over.`.trim(),
  });

/** @param left values that are no key here */
function refuseLoss({ file, linkTo, passedOver }: ImportPlan, left: number): void {
  const refuse = (message: string, next: string) => {
    throw new AppError('forbidden-by-rule', { message: `${message} It was left alone.`, next });
  };
  if (left > 0) {
    refuse(
      `${left} of the values in ${file} ${left === 1 ? 'is' : 'are'} no key here and would be lost with it.`,
      'Import them too, or delete the file by hand.',
    );
  }
  if (passedOver.length > 0) {
    refuse(
      `${file} also holds what Keyrack does not keep, and it would be lost with it: ${passedOver.join(', ')}.`,
      'Delete it yourself, once you have that elsewhere.',
    );
  }
  if (linkTo !== null) {
    refuse(`${file} is a link to ${linkTo}, which others may use.`, 'Delete both yourself.');
  }
}
