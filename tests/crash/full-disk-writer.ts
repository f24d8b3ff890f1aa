import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#core/errors.ts';
import { openPlace } from './delivery-place.ts';

// A file of somebody else on a disk that is full to the last byte; prints what an export says and leaves, as JSON.
// Arguments: the folder of the place, and what stands in the file. The disk is mounted already.

const [, , folder = '', theirs = ''] = process.argv;
const { ledger, deliver, file } = openPlace(folder);
writeFileSync(file, theirs);
fill(`${dirname(file)}/filler`);

process.stdout.write(
  JSON.stringify({
    code: await codeOf(() => deliver('launcher')),
    text: readFileSync(file, 'utf8'),
    names: readdirSync(dirname(file)).sort(),
    open: ledger.changes.list().length,
  }),
);
ledger.close();

function fill(filler: string): void {
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'written';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}: ${(error.cause as NodeJS.ErrnoException | undefined)?.code ?? ''}`;
  }
}
