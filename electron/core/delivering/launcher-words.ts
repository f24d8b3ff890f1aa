import { splitCommand } from '#shared/text/command-line.ts';
import type { FileExporter } from '../ports/exporter.ts';
import { inFile } from './document.ts';

/** The words of an entry that starts our command. */
export interface LauncherWords {
  /** Node, the command, and its options. */
  readonly launcher: readonly string[];
  /** `exec` or `headers` and what follows, up to `--`. */
  readonly own: readonly string[];
  /** What `exec` starts; empty behind `headers`. */
  readonly started: readonly string[];
}

interface Place {
  readonly text: string;
  readonly file: string;
  readonly server: string;
}

const VERBS = ['exec', 'headers'];

/** @returns null where the entry starts no command of ours */
export function launchOf(exporter: FileExporter, { text, file, server }: Place): LauncherWords | null {
  const value = inFile(file, () => exporter.editor.read(text, exporter.path(server)));
  const read = value === undefined ? undefined : exporter.readEntry?.(value, { file, lookup: () => null });
  if (read == null) return null;
  const { launch } = read;
  return partedWords(launch.kind === 'started' ? launch.command : shellWords(launch.helper));
}

function shellWords(line: string | null): readonly string[] {
  const parted = line === null ? null : splitCommand(line);
  return parted?.state === 'words' ? parted.words : [];
}

function partedWords(words: readonly string[]): LauncherWords | null {
  const verb = words.findIndex((word) => VERBS.includes(word));
  if (verb < 2) return null;
  const end = words.indexOf('--', verb);
  return {
    launcher: words.slice(0, verb),
    own: words.slice(verb, end === -1 ? undefined : end),
    started: end === -1 ? [] : words.slice(end + 1),
  };
}
