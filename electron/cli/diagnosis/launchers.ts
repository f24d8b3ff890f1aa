import { existsSync, realpathSync } from 'node:fs';
import { delimiter, isAbsolute } from 'node:path';
import { joinCommand } from '#shared/text/command-line.ts';
import { shellLine, shellWord } from '#shared/text/shell-word.ts';
import { findProgram } from '../../platform/process-path.ts';
import type { Finding } from '../context.ts';
import { type LaunchWords, wordsOf } from './entries.ts';
import { type OpenPatient, ok, orWell, problem, warning } from './finding.ts';

const DEADLINE_MS = 20_000;
const AGAIN = 'then export the key again with the same words, which writes the entry anew.';
/** What a program that is started from the desktop has, and no shell adds to. */
const BARE: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  darwin: ['/usr/bin', '/bin', '/usr/sbin', '/sbin'],
};

/** The words that a new entry would get, started as a client starts them: with hardly an environment. */
export async function checkLauncher(patient: OpenPatient): Promise<readonly Finding[]> {
  const words = patient.outside.delivery.launcher();
  const said = await versionOf(patient, words);
  const line = shellLine(words, patient.machine.platform);
  if (said === patient.version) return [ok('launcher', line)];
  return [
    problem(
      'launcher',
      `Clients start Keyrack by ${line}, which does not answer as this one does (${said ?? 'not at all'}).`,
      `Run it to see why: env -i ${line} --version`,
    ),
  ];
}

/** The words that stand in entries: what they name may be gone, or of another version by now. */
export async function checkLaunchers(patient: OpenPatient): Promise<readonly Finding[]> {
  const entries = await wordsOf(patient);
  const found: Finding[] = [];
  const versions = askedOnce(patient);
  for (const entry of entries)
    found.push(
      ...(await judge(patient, entry, versions)),
      ...(entry.isIntact ? unfound(patient, entry) : []),
    );
  return orWell(found, ok('launchers', `${entries.length} entries start Keyrack, each by what is there.`));
}

type Versions = (words: readonly string[]) => Promise<string | null>;

/** Many entries start the same program, and one that does not answer is waited for. */
function askedOnce(patient: OpenPatient): Versions {
  const answers = new Map<string, Promise<string | null>>();
  return (words) => {
    const key = JSON.stringify(words);
    const answer = answers.get(key) ?? versionOf(patient, words);
    answers.set(key, answer);
    return answer;
  };
}

async function judge(
  patient: OpenPatient,
  entry: LaunchWords,
  versions: Versions,
): Promise<readonly Finding[]> {
  const [node = '', command = ''] = entry.launcher;
  const at = `"${entry.server}" in ${entry.file}`;
  const gone = [node, command].find((path) => isAbsolute(path) && !existsSync(path));
  if (gone !== undefined) {
    const fix = !entry.isIntact
      ? `Put the entry back as Keyrack wrote it: keyrack targets restore ${entry.id}`
      : `Put Keyrack and Node back where they were, or take the entry out (keyrack unexport ${entry.id}), ${AGAIN}`;
    return [problem('launchers', `${at} starts ${gone}, which is not there.`, fix)];
  }
  // That it was changed is told by another check.
  if (!entry.isIntact) return [];
  const [, ours = ''] = patient.outside.delivery.launcher();
  if (realpathSync(command) === realpathSync(ours)) return [];
  const said = await versions([node, command]);
  if (said === patient.version) return [];
  const fix = `Take the entry out (keyrack unexport ${entry.id}), ${AGAIN}`;
  if (said === null) return [problem('launchers', `${at} starts ${command}, which does not run.`, fix)];
  const message = `${at} starts Keyrack ${said} (${command}), and this one is ${patient.version}.`;
  return [warning('launchers', message, fix)];
}

/** What the launcher starts in turn, such as npx: a shell finds it, a desktop may not. */
function unfound({ machine }: OpenPatient, { file, server, started }: LaunchWords): readonly Finding[] {
  const folders = BARE[machine.platform];
  const [program] = started;
  if (folders === undefined || program === undefined) return [];
  const { platform } = machine;
  if (findProgram(program, { path: folders.join(delimiter), platform }).state === 'found') return [];
  const here = findProgram(program, { path: machine.env.PATH, platform });
  const message = `"${server}" in ${file} starts ${program}, which a program started from the desktop does not find.`;
  const fix =
    here.state === 'found'
      ? `Export the key again with its whole path: --command ${shellWord(`${joinCommand([here.file])} …`, platform)}`
      : `Install ${program}, or export the key again with another --command.`;
  return [warning('launchers', message, fix)];
}

/** @returns null where it does not run */
async function versionOf(
  { outside }: Pick<OpenPatient, 'outside'>,
  [program = '', ...args]: readonly string[],
): Promise<string | null> {
  const answer = await outside.run({
    program,
    args: [...args, '--version'],
    inherits: ['HOME', 'USERPROFILE', 'APPDATA', 'SystemRoot'],
    env: { PATH: (BARE.darwin ?? []).join(delimiter) },
    input: null,
    deadlineMs: DEADLINE_MS,
  });
  return answer.state === 'ended' && answer.code === 0 ? answer.output.trim() : null;
}
