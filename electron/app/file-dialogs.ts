import { open as openFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import { AppError } from '#core/errors.ts';
import type { Desktop, PickedFile, SavedFile } from '#core/ports/desktop.ts';
import { fileFailure } from '../platform/file-failure.ts';
import { writeNamedFile } from '../platform/named-file.ts';
import { browse } from './links.ts';

interface Pick {
  readonly title: string;
  readonly filters: FileFilter[];
  readonly showsHidden?: boolean;
}

const ANY: FileFilter = { name: 'All files', extensions: ['*'] };

const PICKS: Readonly<Record<PickedFile | 'import', Pick>> = {
  manifest: {
    title: 'Import a service',
    filters: [{ name: 'Service description', extensions: ['json'] }, ANY],
  },
  certificate: {
    title: 'Choose a CA certificate',
    filters: [{ name: 'Certificate', extensions: ['pem', 'crt', 'cer'] }, ANY],
  },
  payload: { title: 'Choose a payload', filters: [ANY] },
  // A .env begins with a dot, and one of a project may end in anything.
  import: { title: 'Import keys', filters: [ANY], showsHidden: true },
};

const MAX_BYTES: Readonly<Record<PickedFile, number>> = {
  manifest: 262_144,
  certificate: 1_048_576,
  payload: 8_388_608,
};

interface Save {
  readonly title: string;
  readonly mode: number;
}

const SAVES: Readonly<Record<SavedFile, Save>> = {
  // To be shared.
  manifest: { title: 'Export a service', mode: 0o644 },
  // What keys there are, and where, is nobody else's business.
  'key-list': { title: 'Export metadata', mode: 0o600 },
  activity: { title: 'Export the activity', mode: 0o600 },
  calendar: { title: 'Save the calendar', mode: 0o600 },
  runbook: { title: 'Save runbook', mode: 0o600 },
  note: { title: 'Save note', mode: 0o600 },
};

const cancelled = () =>
  new AppError('cancelled', { message: 'No file was chosen.', next: 'Nothing was changed.' });

const refused = (file: string, why: string) =>
  new AppError('file-refused', { message: `${file} ${why}.`, next: 'Choose another file.' });

/** Reads what the user picked. A pipe or device would keep the app waiting, a huge file would fill its memory. */
async function readPicked(file: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await openFile(file, 'r');
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw refused(file, 'is no plain file');
    if (found.size > maxBytes) throw refused(file, `is larger than ${Math.floor(maxBytes / 1024)} kB`);
    return new Uint8Array(await handle.readFile());
  } finally {
    await handle.close();
  }
}

async function pick(window: BrowserWindow | null, { title, filters, showsHidden }: Pick): Promise<string> {
  const hidden = showsHidden === true ? (['showHiddenFiles'] as const) : [];
  const options: OpenDialogOptions = { title, filters, properties: ['openFile', ...hidden] };
  const picked = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  const [file] = picked.filePaths;
  if (picked.canceled || file === undefined) throw cancelled();
  return file;
}

/** SECURITY: the page never names a path; what is read and written is what the user picks here. */
export function createDesktop(parent: () => BrowserWindow | null): Desktop {
  return {
    browse,
    pick: (what) => pick(parent(), PICKS[what]),
    open: async (what) => {
      const file = await pick(parent(), PICKS[what]);
      try {
        return { name: basename(file), bytes: await readPicked(file, MAX_BYTES[what]) };
      } catch (error) {
        throw fileFailure(file, 'read', error);
      }
    },
    save: async (what, suggestedName, text) => {
      const { title, mode } = SAVES[what];
      const options = { title, defaultPath: suggestedName };
      const window = parent();
      const picked = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      if (picked.canceled || picked.filePath === '') throw cancelled();
      await writeNamedFile(picked.filePath, text, mode);
      return picked.filePath;
    },
  };
}
