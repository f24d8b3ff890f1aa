import type { DeliveryService } from '#core/delivering/service.ts';
import type { Log } from '#core/ports/log.ts';
import { type DeliveryRow, isDrifted } from '#shared/model/delivery.ts';

const LOOK_EVERY_MS = 3_000;

interface Deps {
  readonly delivering: Pick<DeliveryService, 'deliveries'>;
  /** The files that hold entries of ours. */
  readonly files: () => readonly string[];
  /** What changes whenever a file does. */
  readonly markOf: (path: string) => Promise<string>;
  readonly log: Log;
  /** Until a write that is under way has come to its end. */
  readonly pause: () => Promise<void>;
  /** The files are not as they were: whoever shows deliveries looks again. */
  readonly onChanged: () => void;
  /** Entries that were well when last looked at, and are not any more. */
  readonly onDrifted: (rows: readonly DeliveryRow[]) => void;
}

/**
 * Guards the entries that Keyrack wrote: a client or another tool that changes them or takes them away is told, and
 * nothing is put back by itself. Files are looked at by their size and time every few seconds, and read only when those
 * changed: an event of the system is lost wherever a client replaces the folder, or the file lies on a network.
 * @returns one look, for tests to wait for, and the end of looking
 */
export function watchDeliveries({ delivering, files, markOf, log, pause, onChanged, onDrifted }: Deps) {
  let marks: ReadonlyMap<string, string> | null = null;
  let well: ReadonlySet<string> = new Set();
  const look = async () => {
    try {
      const now = await marksOf();
      const isFirst = marks === null;
      const isSame = marks !== null && sameMarks(marks, now);
      marks = now;
      if (isSame) return;
      const rows = await settledRows();
      const lost = rows.filter((row) => isDrifted(row) && well.has(row.id));
      well = new Set(rows.filter((row) => !isDrifted(row)).map(({ id }) => id));
      if (!isFirst) onChanged();
      if (lost.length > 0) onDrifted(lost);
    } catch (error) {
      log.error('looking at deliveries failed', error);
    }
  };
  /** In the middle of a write of ours an entry looks lost: what is told has to be so twice. */
  const settledRows = async () => {
    const rows = await delivering.deliveries();
    if (!rows.some((row) => isDrifted(row) && well.has(row.id))) return rows;
    await pause();
    return delivering.deliveries();
  };
  const marksOf = async () =>
    new Map(await Promise.all(files().map(async (file) => [file, await markOf(file)] as const)));
  let looking = false;
  const timer = setInterval(() => {
    // A home with very many files may take longer than a turn.
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, LOOK_EVERY_MS);
  return { look, stop: () => clearInterval(timer) };
}

function sameMarks(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, mark]) => other.get(file) === mark);
}
