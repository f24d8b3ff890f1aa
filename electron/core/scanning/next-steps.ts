import { keyrackLine } from '#shared/text/shell-word.ts';
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
  /** The folder of the ledger, where one was named for this run. */
  readonly home: string | undefined;
}

/** What mends a secret in the clear: first whatever ends its life where others have seen it, then what takes it out. */
export function nextSteps(situation: Situation): readonly string[] {
  const { git, isHistory, entry, unexported } = situation;
  const isSeen = git === 'tracked';
  const steps = isSeen
    ? [rotation(situation, 'Git tracks the file, so the value stands in its history for good')]
    : [];
  if (isHistory)
    return [
      ...steps,
      'Delete the line, and the shell will not read it again; then start programs with keyrack exec.',
    ];
  if (unexported !== null) return [...steps, keyrackLine(['unexport', unexported], situation)];
  if (entry?.plaintext.obstacle === null) return [...steps, adoption(situation, entry)];
  if (entry?.plaintext.obstacle != null) return [...steps, entry.plaintext.obstacle];
  return [...steps, takingOut(situation)];
}

/** A new value without an overlap: whoever reads the old one must not be able to use it. */
function rotation(situation: Situation, why: string): string {
  const { key } = situation;
  if (key === null || key.connectionId === null) {
    return `${why}: make a new key at the service, and revoke this one there.`;
  }
  return keyrackLine(['key', 'replace', key.id], situation);
}

function adoption(situation: Situation, { entry, plaintext }: EntrySecret): string {
  const { exporter, isOwnFile, file, environment } = situation;
  const where = isOwnFile ? [] : ['--file', file];
  const which =
    exporter?.takes === 'server'
      ? ['--server', entry, '--variable', plaintext.name]
      : ['--variable', entry, '--remove'];
  return keyrackLine(['adopt', exporter?.id ?? '', ...where, '--env', environment, ...which], situation);
}

function takingOut(situation: Situation): string {
  const { key, name, environment } = situation;
  if (key !== null) {
    const exec = keyrackLine(['exec', '--key', key.id, '--', 'PROGRAM'], situation);
    return `Take it out, and start what reads it with: ${exec}`;
  }
  const variable = name !== null && /^[A-Za-z_]\w*$/.test(name) ? name.toUpperCase() : 'VARIABLE';
  const words = ['key', 'add', '--env', environment, '--name', name ?? 'NAME', '--var', variable];
  const keep = keyrackLine(words, situation);
  return `Keep it with ${keep}, then take it out.`;
}
