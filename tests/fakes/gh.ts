import type { ProgramAnswer, ProgramTask, RunProgram } from '#core/ports/processes.ts';

export interface Kept {
  readonly value: string;
  readonly updatedAt: string;
}

/** Where this process dies: no call after it does anything, until the next start. */
export class Killed extends Error {}

/**
 * GitHub behind its command, in memory. Its clock goes on by a second with each secret that is set.
 */
export function createFakeGh() {
  const secrets = new Map<string, Kept>();
  const tasks: ProgramTask[] = [];
  let seconds = 0;
  let next: readonly (ProgramAnswer | 'kill' | 'kill-after' | 'lose' | null)[] = [];
  let isDead = false;

  const put = (at: string, value: string): void => {
    seconds += 1;
    const updatedAt = new Date(Date.UTC(2026, 10, 27, 12, 0, seconds)).toISOString().replace('.000', '');
    secrets.set(at, { value, updatedAt });
  };

  const answer = ({ args, input }: ProgramTask): ProgramAnswer => {
    const [, verb, name = ''] = args;
    const place = args
      .filter((word) => /^--(?:repo|env)=/.test(word))
      .map((word) => word.slice(word.indexOf('=') + 1))
      .join(':');
    const ended = (output: string): ProgramAnswer => ({ state: 'ended', code: 0, output, errors: '' });
    if (verb === 'list') {
      const rows = [...secrets]
        .filter(([at]) => at.startsWith(`${place} `))
        .map(([at, { updatedAt }]) => ({ name: at.slice(place.length + 1), updatedAt }));
      return ended(JSON.stringify(rows));
    }
    if (verb === 'set') put(`${place} ${name}`, input?.expose() ?? '');
    else secrets.delete(`${place} ${name}`);
    return ended('');
  };

  const run: RunProgram = async (task) => {
    if (isDead) throw new Killed();
    tasks.push(task);
    const [now = null, ...rest] = next;
    next = rest;
    if (now === null) return answer(task);
    if (now === 'lose') {
      answer(task);
      return { state: 'too-late' };
    }
    if (typeof now === 'object') return now;
    if (now === 'kill-after') answer(task);
    isDead = true;
    throw new Killed();
  };

  return {
    run,
    tasks,
    secrets,
    /** What somebody else does on GitHub's page. */
    put,
    /** What becomes of the calls from now on; null: as usual. */
    will: (...answers: typeof next) => {
      next = answers;
    },
    restart: () => {
      isDead = false;
    },
    verbs: () => tasks.map(({ args }) => args[1]),
  };
}
