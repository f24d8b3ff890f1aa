import { posix, win32 } from 'node:path';
import type { Entry, FileExporter, JsonValue, OwnFile, ServiceCall } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism } from '#shared/model/delivery.ts';
import { joinCommand } from '#shared/text/command-line.ts';
import { wholeJson } from './editors/whole-json.ts';
import { inHome } from './home-paths.ts';

// What the targets share that import whole files, in place of reading an entry in a file of their own.

/** What tells one of them from another. */
export interface ImportedFiles
  extends Pick<FileExporter, 'id' | 'name' | 'expands' | 'remote' | 'whenReplaced'> {
  /** The real program took what Keyrack writes; absent: it was not run. */
  readonly tried?: boolean;
  /** Below the folder of exports. */
  readonly place: (name: string) => readonly string[];
  readonly possible: readonly Mechanism[];
  readonly reasons: Readonly<Record<Mechanism, string>>;
  readonly render: (entry: Called, reveal: (secret: 'value') => string) => JsonValue;
  /** Absent: the file holds no value. */
  readonly conceal?: FileExporter['conceal'];
  readonly companions?: (entry: Called, value: JsonValue) => readonly OwnFile[];
  readonly afterwards: (entry: Called) => readonly string[];
}

/** An entry of a call. */
export type Called = Entry & { readonly call: ServiceCall };

/** In the user's home: hidden in no other folder, as the user is to find them. */
const FOLDER = 'keyrack-exports';

/** A target that imports files, from its description. */
export function importedFiles(target: ImportedFiles): FileExporter {
  const { id, name, tried = false, place, possible, reasons, companions, conceal, expands, remote } = target;
  const { whenReplaced } = target;
  return {
    kind: 'file',
    id,
    name,
    tried,
    takes: 'service',
    scopes: ['user'],
    files: () => [],
    choices: () =>
      MECHANISMS.map((mechanism) => ({
        mechanism,
        possible: possible.includes(mechanism),
        reason: reasons[mechanism],
      })),
    editor: wholeJson,
    ...(expands === undefined ? {} : { expands }),
    ...(remote === undefined ? {} : { remote }),
    ...(whenReplaced === undefined ? {} : { whenReplaced }),
    own: {
      place: (machine, entry) => inHome(machine, FOLDER, ...place(entry)),
      companions: (entry, value) => companions?.(called(entry), value) ?? [],
      afterwards: (entry) => target.afterwards(called(entry)),
    },
    path: () => [],
    render: (entry, reveal) => {
      if (!possible.includes(entry.mechanism)) throw new Error(`${entry.mechanism} was not offered`);
      return target.render(called(entry), reveal);
    },
    conceal: conceal ?? ((value) => value),
    rewrittenBy: [],
  };
}

/** @throws Error where it is of something else: a fault of ours */
export function called(entry: Entry): Called {
  if (entry.call === undefined) throw new Error(`${entry.server} has no call`);
  return { ...entry, call: entry.call };
}

/** @returns a file of this name in the entry's folder */
export function beside({ file, platform }: Entry, name: string): string {
  const paths = platform === 'win32' ? win32 : posix;
  return paths.join(paths.dirname(file), name);
}

/** @returns the name of the entry's file, without what it ends in */
export function baseOf({ file, platform }: Entry): string {
  return (platform === 'win32' ? win32 : posix).basename(file, '.json');
}

/** How the files go, and the key to what holds it stays. */
export const onceImported = ({ delivery }: Entry, program: string): string =>
  `Once ${program} has it, delete the files by “Delete file” in the window, or: ${joinCommand(['keyrack', 'unexport', delivery, '--imported'])}. The delivery stays listed, as ${program} holds the key.`;
