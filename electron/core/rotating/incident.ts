import type { Usage } from '#shared/model/key.ts';
import { restartWords } from '#shared/text/restarting.ts';
import { AppError } from '../errors.ts';
import { usageOf } from '../lifecycle/asking.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow, RotationStepRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';
import { plain } from './markdown.ts';

const LOOK_BACK_MS = 30 * 86_400_000;

const told = ({ requests }: Usage, since: Date) =>
  `${requests} ${requests === 1 ? 'request' : 'requests'} since ${since.toISOString()}`;

/** What the service tells of a leaked key's use. Never fails: a panic does not wait for it. */
export async function usageSince(deps: RotatingDeps, key: KeyRow): Promise<string> {
  const back = new Date(deps.clock.now().getTime() - LOOK_BACK_MS);
  const created = new Date(key.createdAt);
  const since = created > back ? created : back;
  const last = key.lastUsedAt === null ? '' : `; last used at ${key.lastUsedAt}`;
  try {
    return `${told(await usageOf(deps, key, since, undefined), since)}${last}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `the service does not tell the usage${last}`;
  }
}

/** As it is, to be searched for. What would end the code stays words. */
const code = (text: string) => (/[`\s]/.test(text) || text === '' ? plain(text) : `\`${text}\``);

const ENDS: Partial<Record<RotationRow['state'], string>> = {
  done: 'The old value is retired.',
  failed: 'It failed and was taken back: the leaked key STILL WORKS.',
  undone: 'It was taken back by a person: the leaked key STILL WORKS.',
};

function toRestart(run: RotationRow): readonly string[] {
  const words = restartWords(run);
  if (words === null) return [];
  return [`## ${words.lead}`, '', ...run.restarts.map((name) => `- [ ] ${plain(name)}`), ''];
}

/** What happened to a leaked key, as Markdown (CommonMark). It holds no secret, only the published beginning of the key. */
export function incidentNoteOf(
  run: RotationRow,
  journal: readonly RotationStepRow[],
  place: { readonly environment: string; readonly service: string | null },
): string {
  const open = run.tasks.filter(({ done }) => !done);
  const lines = [
    `# Leaked key: ${plain(run.keyName)}`,
    '',
    `- Began: ${run.startedAt}`,
    `- Ended: ${run.endedAt ?? 'not yet'}`,
    `- Environment: ${plain(place.environment)}`,
    `- Service: ${place.service === null ? 'none that Keyrack knows' : plain(place.service)}`,
    `- Old key begins with: ${code(run.oldHint)}`,
    `- New key begins with: ${run.newHint === null ? 'there is none' : code(run.newHint)}`,
    `- Usage of the old key: ${run.usage === null ? 'not asked' : plain(run.usage)}`,
    `- State: ${ENDS[run.state] ?? `it goes on (${run.state}, ${run.step}). ${plain(run.problem ?? '')}`.trim()}`,
    '',
    '## What was done',
    '',
    ...journal.map(({ at, step, state, text }) => `- ${at} ${step}, ${state}: ${plain(text)}`),
    '',
    ...(open.length === 0
      ? []
      : [
          '## Still to do',
          '',
          ...open.map(({ file, server, text }) => `- [ ] ${plain(server)} (${plain(file)}): ${plain(text)}`),
          '',
        ]),
    ...toRestart(run),
    '## Look at',
    '',
    '- [ ] How did the key leak, and is that place closed?',
    '- [ ] Does the service’s log show requests that were not yours?',
    '- [ ] Does the same value stand anywhere else? keyrack scan finds it on this machine.',
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
