import type { Key } from '#shared/model/key.ts';
import type { Rotation, RotationJournalRow, RotationTask } from '#shared/model/rotation.ts';
import { keyOf, newId, type World } from './world.ts';

const HOUR = 3_600_000;
export const hence = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

export function runOf(key: Key, fields: Partial<Rotation> = {}): Rotation {
  return {
    id: newId(),
    keyId: key.id,
    keyName: key.name,
    environmentId: key.environmentId,
    connectionId: key.connectionId,
    kind: 'replace',
    reason: 'planned',
    overlap: '24h',
    watch: '1h',
    state: 'overlap',
    step: 'overlap',
    startedAt: hence(-2),
    endedAt: null,
    resumeAt: null,
    problem: null,
    oldHint: key.hint,
    newHint: 'pg_live_Qm41',
    oldUsedAt: null,
    tasks: [],
    can: [],
    restarts: [],
    written: 2,
    toWrite: 2,
    ...fields,
  };
}

const tasksOf = (): RotationTask[] => [
  {
    delivery: newId(),
    target: 'zapier',
    file: '',
    server: 'Mailchimp sync',
    text: 'In Zapier, open Apps, Playground, and reconnect it with the new key.',
    done: true,
    copied: true,
  },
  {
    delivery: newId(),
    target: 'make',
    file: '',
    server: 'Weekly letter to all of the members of the association',
    text: 'In Make, open Connections, choose the one of Playground, press Reauthorize and paste the new key.',
    done: false,
    copied: false,
  },
  {
    delivery: newId(),
    target: 'vscode',
    file: '/home/ada/projects/a-project-with-a-long-name/and/another/folder/.vscode/mcp.json',
    server: 'playground-dev',
    text: 'VS Code asks for the key when the server starts the next time.',
    done: false,
    copied: false,
  },
];

const PROGRAMS = ['Claude Desktop', 'Cursor'];

/** More than anybody has, with the longest names that there are. */
const MANY_PROGRAMS = [
  ...[...PROGRAMS, 'Claude Code', 'VS Code', 'Visual Studio', 'GitHub Copilot in JetBrains and Eclipse'],
  ...['Windsurf', 'Zed', 'Codex CLI', 'Gemini CLI', 'Cline', 'Roo Code', 'Continue', 'Goose', 'LM Studio'],
  ...['a-program-that-somebody-named-without-a-single-space-and-never-shortened', 'terminals that are open'],
];

const LONG = `${'A very long name that somebody pasted from a ticket and never shortened, '.repeat(2)}end`;

/** With a value in their files: only such are written. */
const inline = ({ deliveries }: Key): Key['deliveries'] =>
  deliveries.map((delivery) => ({ ...delivery, mechanism: 'inline' }));

/** One run in each state, each of a key of its own. */
function everyState(world: World): Rotation[] {
  const [first] = world.keys;
  if (first === undefined) return [];
  const keyFor = (name: string): Key => {
    const key = keyOf({ ...first, id: newId(), name, deliveries: inline(first) });
    world.keys = [...world.keys, key];
    return key;
  };
  const over = { state: 'done', step: 'refuse', startedAt: hence(-80), endedAt: hence(-30) } as const;
  const production = world.environments.find(({ stage }) => stage === 'production');
  const checkout = { ...keyFor('Checkout'), environmentId: production?.id ?? first.environmentId };
  world.keys = world.keys.map((key) => (key.id === checkout.id ? checkout : key));
  return [
    runOf(keyFor('Newsletter'), {
      state: 'running',
      step: 'rewrite',
      written: 1,
      toWrite: 3,
      startedAt: hence(-0.01),
      can: [],
    }),
    runOf(keyFor('Tower displays'), {
      state: 'waiting',
      step: 'enter',
      newHint: null,
      written: 0,
      can: ['enter', 'undo'],
      problem: 'Tower makes keys in its console. Make the new key there, then enter it.',
    }),
    runOf(keyFor('Weekly letter'), {
      state: 'waiting',
      step: 'people',
      tasks: tasksOf(),
      restarts: PROGRAMS,
      can: ['continue', 'undo'],
    }),
    runOf(keyFor('n8n nightly sync'), {
      restarts: PROGRAMS,
      resumeAt: hence(22),
      can: ['continue', 'undo'],
    }),
    runOf(keyFor('Accounting export'), {
      state: 'watching',
      step: 'watch',
      resumeAt: hence(0.6),
      oldUsedAt: hence(-0.2),
      restarts: MANY_PROGRAMS,
      problem: `The old key is still in use: the service saw it at ${hence(-0.2)}, after programs had the new one. A program that is to be restarted may use it; if all were, it is something that Keyrack does not know.`,
      can: ['enable', 'continue', 'undo'],
    }),
    runOf(keyFor('CRM mirror'), {
      state: 'retrying',
      step: 'revoke',
      resumeAt: hence(0.2),
      restarts: ['terminals that are open'],
      problem: 'Playground cannot be reached. The revoke is tried again in 12 minutes.',
      can: ['continue'],
    }),
    runOf(keyFor('Door badges'), {
      state: 'waiting',
      step: 'refuse',
      problem:
        'Playground still accepts the old value, though it says that it is revoked. Ask its support, then look again.',
      can: ['continue', 'accept'],
    }),
    runOf(keyFor('Nightly scanner'), {
      state: 'waiting',
      step: 'revoke',
      problem: 'Tower revokes keys in its console only. Retire the old key there, then say so.',
      can: ['retired', 'undo'],
    }),
    runOf(keyFor('Backups'), { state: 'undoing', step: 'rewrite', written: 1, toWrite: 2 }),
    runOf(checkout, { resumeAt: hence(5), restarts: PROGRAMS, can: ['continue', 'undo'] }),
    runOf(keyFor(LONG.slice(0, 120)), { ...over, kind: 'in-place', overlap: 'none', watch: 'none' }),
    runOf(keyFor('Leaked on a screenshot'), {
      ...over,
      reason: 'leak',
      overlap: 'none',
      watch: 'none',
      restarts: PROGRAMS,
    }),
    runOf(keyFor('Shop'), {
      ...over,
      state: 'undone',
      step: 'undo',
      restarts: PROGRAMS,
      problem: 'settings.json could not be written: no space is left. Everything was put back.',
    }),
    runOf(keyFor('Old mailer'), {
      ...over,
      state: 'failed',
      step: 'create',
      newHint: null,
      reason: 'lost',
      problem: 'Playground refused to make a key: its plan allows ten.',
    }),
  ];
}

/** @param wish every, many, replaced */
export function arrangeRuns(world: World, wish: string | null): void {
  if (wish === 'every') world.rotations = everyState(world);
  if (wish === 'many') {
    const [first] = world.keys;
    if (first === undefined) return;
    world.rotations = Array.from({ length: 200 }, (_, index) =>
      runOf(
        { ...first, id: newId(), name: `Key number ${index + 1}` },
        { state: 'done', step: 'refuse', startedAt: hence(-index * 7 - 2), endedAt: hence(-index * 7 - 1) },
      ),
    );
  }
  if (wish === 'replaced') replaceFirst(world);
}

/** The first key is being rotated: its old value goes on for a while. */
function replaceFirst(world: World): void {
  const [first] = world.keys;
  if (first === undefined) return;
  const old = keyOf({
    ...first,
    id: newId(),
    name: `${first.name} (replaced 2026-11-27)`,
    variable: null,
    replacedBy: first.id,
    deliveries: [],
  });
  world.keys = [...world.keys, old];
  world.rotations = [runOf(first, { resumeAt: hence(22), can: ['continue', 'undo'] })];
}

export function journalOf(run: Rotation): RotationJournalRow[] {
  const rows: Omit<RotationJournalRow, 'number' | 'at'>[] = [
    { step: 'create', state: 'done', text: `The new key ${run.newHint ?? ''}… is made at Playground.` },
    { step: 'verify', state: 'done', text: 'Playground accepts the new key.' },
    { step: 'switch', state: 'done', text: 'The key has its new value.' },
    { step: 'rewrite', state: 'begun', text: 'Writes the new value into 3 files.' },
    {
      step: 'rewrite',
      state: 'done',
      text: 'Written: /home/ada/projects/a-project-with-a-long-name/and/another/folder/.vscode/settings.json',
    },
    { step: 'reread', state: 'done', text: 'Each file holds the new value.' },
  ];
  if (run.newHint === null) rows.splice(0, rows.length, { step: run.step, state: 'begun', text: 'Begun.' });
  if (run.problem !== null) rows.push({ step: run.step, state: 'failed', text: run.problem });
  return rows.map((row, index) => ({ ...row, number: index + 1, at: hence(-2 + index / 60) }));
}
