import { shellWord } from '#shared/text/shell-word.ts';
import type { FileExporter } from '../ports/exporter.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { EntrySecret } from './entries.ts';
import type { GitState } from './service.ts';

export interface Situation {
  readonly file: string;
  readonly name: string | null;
  readonly exporter: FileExporter | null;
  /** Whether the target finds the file by itself. */
  readonly isOwnFile: boolean;
  readonly entry: EntrySecret | null;
  readonly git: GitState;
  readonly isHistory: boolean;
  readonly key: KeyRow | null;
  /** The delivery that wrote it, and takes it out again. */
  readonly unexported: string | null;
  /** Of the key, or the one to keep it in. */
  readonly environment: string;
  /** Whose shells the commands are for. */
  readonly platform: string;
}

const command = (words: readonly string[], platform: string): string =>
  ['keyrack', ...words].map((word) => shellWord(word, platform)).join(' ');

/** What mends a secret in the clear: first whatever ends its life where others have seen it, then what takes it out. */
export function nextSteps(situation: Situation): readonly string[] {
  const { git, isHistory, entry, unexported, platform } = situation;
  const isSeen = git === 'tracked';
  const steps = isSeen
    ? [rotation(situation, 'Git tracks the file, so the value stands in its history for good')]
    : [];
  if (isHistory)
    return [
      ...steps,
      'Delete the line, and the shell will not read it again; then start programs with keyrack exec.',
    ];
  if (unexported !== null) return [...steps, command(['unexport', unexported], platform)];
  if (entry?.plaintext.obstacle === null) return [...steps, adoption(situation, entry)];
  if (entry?.plaintext.obstacle != null) return [...steps, entry.plaintext.obstacle];
  return [...steps, takingOut(situation)];
}

/** A new value without an overlap: whoever reads the old one must not be able to use it. */
function rotation({ key, platform }: Situation, why: string): string {
  if (key === null || key.connectionId === null) {
    return `${why}: make a new key at the service, and revoke this one there.`;
  }
  return command(['key', 'replace', key.id], platform);
}

function adoption(
  { exporter, isOwnFile, file, environment, platform }: Situation,
  { entry, plaintext }: EntrySecret,
): string {
  const where = isOwnFile ? [] : ['--file', file];
  const which =
    exporter?.takes === 'server'
      ? ['--server', entry, '--variable', plaintext.name]
      : ['--variable', entry, '--remove'];
  return command(['adopt', exporter?.id ?? '', ...where, '--env', environment, ...which], platform);
}

function takingOut({ key, name, environment, platform }: Situation): string {
  if (key !== null) {
    return `Take it out, and start what reads it with: ${command(['exec', '--key', key.id, '--', 'PROGRAM'], platform)}`;
  }
  const variable = name !== null && /^[A-Za-z_]\w*$/.test(name) ? name.toUpperCase() : 'VARIABLE';
  const keep = command(
    ['key', 'add', '--env', environment, '--name', name ?? 'NAME', '--var', variable],
    platform,
  );
  return `Keep it with ${keep}, then take it out.`;
}
