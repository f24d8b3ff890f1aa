import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProgramAnswer, ProgramTask } from '#core/ports/processes.ts';
import { Secret } from '#core/secret.ts';
import { MECHANISMS } from '#shared/model/delivery.ts';
import { githubActions } from '../../../electron/exporters/github-actions.ts';

const VALUE = 'canary-4f9a1c7e2b8d-0123456789';

describe('a place', () => {
  test.each([
    ['Acme/App', 'acme/app'],
    [' acme/app.web ', 'acme/app.web'],
    ['acme/-x', 'acme/-x'],
    ['acme/app:Production', 'acme/app:production'],
  ])('%j is %j', (text, place) => expect(githubActions.placeOf(text)).toBe(place));

  test.each([
    '',
    'acme',
    '-x',
    '-x/app',
    '--repo=evil/app',
    'a/b/c',
    'github.com/acme/app',
    'https://github.com/acme/app',
    'git@github.com:acme/app.git',
    'acme/my app',
    'acme/app:',
    'acme/app:-x',
    'acme/app:a/b',
    'acme/app:a:b',
    'acme/..',
    'acme/.',
    '../app',
    'acme/app?x=1',
    'acme/app#x',
    'acme/app%2f..',
    'acme/app\nb/c',
    'acme/app\0',
    'acme/app\u202e',
    `${'a'.repeat(40)}/app`,
    `acme/${'a'.repeat(101)}`,
  ])('%j is none', (text) => expect(githubActions.placeOf(text)).toBeNull());

  test('whatever is typed, no word of what gh is given is an option that we did not mean', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const place = githubActions.placeOf(text);
        if (place === null) return;
        expect(githubActions.placeOf(place)).toBe(place);
        const [task] = await tasksOf((run) => githubActions.remove(run, { place, name: 'A' }));
        expect(task?.args.slice(3).every((word) => /^--(?:repo|env)=[a-z0-9/._-]+$/.test(word))).toBe(true);
      }),
    );
  });
});

test.each([
  ['A', true],
  ['_A9', true],
  ['9A', false],
  ['a', false],
  ['A-B', false],
  ['GITHUB_TOKEN', false],
  ['GITHUBX', true],
  ['-A', false],
  ['', false],
])('the name %j is taken: %s', (name, taken) => expect(githubActions.nameProblem(name) === null).toBe(taken));

test('all five mechanisms are named, and only its own store is possible', () => {
  expect(githubActions.choices.map(({ mechanism }) => mechanism)).toEqual([...MECHANISMS]);
  expect(githubActions.choices.filter(({ possible }) => possible)).toHaveLength(1);
});

async function tasksOf(
  work: (run: (task: ProgramTask) => Promise<ProgramAnswer>) => Promise<unknown>,
  answer: ProgramAnswer = { state: 'ended', code: 0, output: '[]', errors: '' },
): Promise<readonly ProgramTask[]> {
  const tasks: ProgramTask[] = [];
  await work(async (task) => {
    tasks.push(task);
    return answer;
  });
  return tasks;
}

test('gh is told by words of its manual; the value goes to its standard input, and to nothing else', async () => {
  const place = 'acme/app:production';
  const tasks = await tasksOf(async (run) => {
    await githubActions.list(run, place);
    await githubActions.set(run, { place, name: 'KEY' }, new Secret(VALUE));
    await githubActions.remove(run, { place, name: 'KEY' });
  });
  const at = ['--repo=github.com/acme/app', '--env=production'];
  expect(tasks.map(({ args }) => args)).toEqual([
    ['secret', 'list', ...at, '--json=name,updatedAt'],
    ['secret', 'set', 'KEY', ...at],
    ['secret', 'delete', 'KEY', ...at],
  ]);
  expect(tasks.map(({ input }) => input?.expose() ?? null)).toEqual([null, VALUE, null]);
  for (const task of tasks) {
    expect(JSON.stringify(task)).not.toContain(VALUE);
    expect(task.inherits).not.toContain('GH_HOST');
    expect(task.inherits).not.toContain('GH_DEBUG');
  }
});

const said = (errors: string, code = 1): ProgramAnswer => ({ state: 'ended', code, output: '', errors });
const at = { place: 'acme/app', name: 'KEY' };

test.each([
  [{ state: 'not-found' }, 'unsupported'],
  [{ state: 'failed', why: 'EACCES' }, 'outcome-unknown'],
  [{ state: 'too-late' }, 'outcome-unknown'],
  [said('To get started with GitHub CLI, please run:  gh auth login', 4), 'unauthorized'],
  [said('', 4), 'unauthorized'],
  [said('failed to fetch public key: HTTP 401: Bad credentials (https://api.github.com/x)'), 'unauthorized'],
  [said('failed to fetch public key: HTTP 404: Not Found (https://api.github.com/x)'), 'refused'],
  [said('failed to set secret "KEY": HTTP 403: Must have admin rights to Repository.'), 'refused'],
  [said('HTTP 403: API rate limit exceeded for user ID 1.'), 'rate-limited'],
  [said('error connecting to api.github.com\ncheck your internet connection'), 'network'],
  [said('unknown flag: --json'), 'unsupported'],
  [said('something else'), 'service-failed'],
] as const)('%j of a set is told as %s, to what and what next', async (answer, code) => {
  const error = await tasksOf((run) => githubActions.set(run, at, new Secret(VALUE)), answer).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code, next: expect.stringMatching(/\w/) });
});

test('a list that does not come in time is only the network', async () => {
  const failing = tasksOf((run) => githubActions.list(run, at.place), { state: 'too-late' });
  await expect(failing).rejects.toMatchObject({ code: 'network' });
});

test.each(['', 'null', '{}', '[{"name":"A"}]', '[{"name":"A","updatedAt":"now"}]', '[1]', 'A\t2026'])(
  'what gh prints as %j is no list',
  async (output) => {
    const failing = tasksOf((run) => githubActions.list(run, at.place), {
      ...{ state: 'ended', code: 0, output, errors: '' },
    } as ProgramAnswer);
    await expect(failing).rejects.toMatchObject({ code: 'service-failed' });
  },
);

test('what gh says is told without the value and without its token', async () => {
  const token = 'gho_16C7e42F292c6912E7710c838347Ae178B4a';
  const answer = said(`odd: ${VALUE} ${encodeURIComponent(VALUE)} ${token}\u001b[2J`);
  const failing = tasksOf((run) => githubActions.set(run, at, new Secret(VALUE)), answer);
  const error = (await failing.catch((thrown: unknown) => thrown)) as Error;
  expect(error.message).toContain('odd: [secret]');
  expect(error.message).not.toMatch(/canary|gho_16|\p{Cc}/u);
});
