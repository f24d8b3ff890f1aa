import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { RotatingDeps } from './deps.ts';

/** @returns the run with an item of its check list done; with the last one it goes on */
export function ticked(run: RotationRow, delivery: string): RotationRow {
  const tasks = run.tasks.map((task) => (task.delivery === delivery ? { ...task, done: true } : task));
  const isOver = run.step === 'people' && tasks.every(({ done }) => done);
  return { ...run, tasks, ...(isOver ? ({ state: 'running', problem: null } as const) : {}) };
}

/** The new value is where a person was to put it, or on the way there. */
export const isGivenOut = ({ done, copied }: RotationRow['tasks'][number]): boolean => done || copied;

/**
 * The new value, for one place of the check list.
 * SECURITY: once for each, and written down (test: "gives the new value once for each place").
 * @throws AppError forbidden-by-rule, storage-*
 */
export async function readForTask(deps: RotatingDeps, id: string, delivery: string): Promise<Secret> {
  const { ledger } = deps;
  const { task, run } = copyable(deps, id, delivery);
  const key = getRow('key', ledger.keys, run.keyId);
  const secret = await deps.vault.read(keyAccount(key.environmentId, key.id), `the key "${key.name}"`);
  ledger.transaction(() => {
    // Another window or command may have got it while the storage was asked, or have taken the run back: then the value
    // must not leave here, as nobody would ask for it back.
    const now = copyable(deps, id, delivery).run;
    const tasks = now.tasks.map((each) => (each.delivery === delivery ? { ...each, copied: true } : each));
    ledger.rotations.put({ ...now, tasks });
    deps.audit('key copied', key.id, `for ${task.target} ${task.file}`);
  });
  return secret;
}

/** @throws AppError forbidden-by-rule */
function copyable({ ledger }: RotatingDeps, id: string, delivery: string) {
  const run = getRow('rotation', ledger.rotations, id);
  const task = run.tasks.find((each) => each.delivery === delivery);
  if (task === undefined || task.copied || run.switchedAt === null) throw notForCopy(task?.copied === true);
  return { run, task };
}

const notForCopy = (wasCopied: boolean) =>
  new AppError('forbidden-by-rule', {
    message: wasCopied
      ? 'The new key was copied for this place already.'
      : 'There is no new key to copy for this place now.',
    next: 'Export the key there, or copy it from its row.',
  });
