import { describe, expect, it } from 'vitest';
import { createPackages } from '#core/packages.ts';
import type { ProgramAnswer, ProgramTask } from '#core/ports/processes.ts';

function npmThat(...answers: readonly ProgramAnswer[]) {
  const tasks: ProgramTask[] = [];
  const packages = createPackages({
    run: async (task) => {
      tasks.push(task);
      const answer = answers[Math.min(tasks.length, answers.length) - 1];
      if (answer === undefined) throw new Error('npm was not expected');
      return answer;
    },
  });
  return { tasks, check: async (...words: string[]) => packages.check(words) };
}

const ended = (code: number, output: unknown, errors = ''): ProgramAnswer => ({
  ...{ state: 'ended', code, errors },
  output: typeof output === 'string' ? output : JSON.stringify(output),
});
const failed = (code: string, summary = '') => ended(1, { error: { code, summary, detail: '' } });
/** As npm 11 says it. */
const NOBODY = failed('E404', 'Not Found - GET https://registry.example/some-server - Not found');

const only = async (answer: ProgramAnswer, spec = 'some-server') => {
  const [first, ...more] = await npmThat(answer).check('npx', '-y', spec);
  expect(more).toEqual([]);
  return first;
};

describe('a check of a package', () => {
  it('asks the user’s npm for that name alone, and hands it nothing of ours', async () => {
    const { tasks, check } = npmThat(ended(0, { name: '@acme/mcp', version: '1.2.0' }));
    expect(await check('npx', '-y', '@acme/mcp@^1', '--token', 'canary')).toMatchObject([
      { package: '@acme/mcp@^1', state: 'found', message: expect.stringContaining('version 1.2.0') },
    ]);
    expect(tasks).toMatchObject([
      { program: 'npm', args: ['view', '--json', '--', '@acme/mcp@^1', 'name', 'version'], input: null },
    ]);
    expect(tasks[0]?.inherits.filter((name) => /KEYRACK|NODE_OPTIONS|ELECTRON/.test(name))).toEqual([]);
    expect(JSON.stringify(tasks)).not.toContain('canary');
  });

  it('starts nothing where the command fetches no package of a registry', async () => {
    const { tasks, check } = npmThat();
    for (const command of [['node', 'x'], ['npx', '--registry=x'], ['npx', './x'], ['npx', 'acme/mcp'], []])
      expect(await check(...command)).toEqual([]);
    expect(tasks).toEqual([]);
  });

  it('looks at each of several', async () => {
    const { check } = npmThat(ended(0, { name: 'a', version: '1.0.0' }), NOBODY);
    const states = (await check('npx', '-p', 'a', '-p', 'b', 'run-it')).map(({ state }) => state);
    expect(states).toEqual(['found', 'missing']);
  });

  it.each<[string, ProgramAnswer, string, string]>([
    ['found', ended(0, { name: 'some-server', version: '1.2.0' }), 'some-server', 'version 1.2.0'],
    [
      'found',
      ended(0, [
        { name: 'some-server', version: '1.0.0' },
        { name: 'some-server', version: '1.2.0' },
      ]),
      'some-server@^1',
      '2 versions that fit',
    ],
    ['missing', NOBODY, 'some-server', 'Anyone could register a free name'],
    ['missing', NOBODY, 'some-server@1.0.0', 'Anyone could register a free name'],
    ['missing', failed('E404', 'Unpublished on 2020-01-01'), 'some-server', 'Anyone could register'],
    ['missing', ended(1, '', 'npm ERR! code E404\nnpm ERR! 404 Not Found'), 'some-server', 'Anyone could'],
    ['no-version', failed('E404', 'No match found for version 9'), 'some-server@9', 'no version 9'],
    ['no-version', ended(0, ''), 'some-server@9', 'no version 9'],
    ['unknown', { state: 'not-found' }, 'some-server', 'npm was not found'],
    ['unknown', { state: 'failed', why: 'EACCES' }, 'some-server', 'could not be run (EACCES)'],
    ['unknown', { state: 'too-late' }, 'some-server', 'no answer within 20 seconds'],
    ['unknown', failed('ENOTFOUND'), 'some-server', 'are you offline?'],
    ['unknown', failed('ECONNREFUSED'), 'some-server', 'are you offline?'],
    ['unknown', ended(1, '', 'npm error code EAI_AGAIN'), 'some-server', 'are you offline?'],
    ['unknown', failed('ENOTCACHED'), 'some-server', 'set to work offline'],
    ['unknown', failed('E401'), 'some-server', 'refused your npm (E401)'],
    ['unknown', failed('E500'), 'some-server', 'npm failed (E500)'],
    ['unknown', ended(7, 'nonsense'), 'some-server', 'exit code 7'],
    ['unknown', ended(0, 'nonsense'), 'some-server', 'does not understand'],
    ['unknown', ended(0, 'null'), 'some-server', 'does not understand'],
    ['unknown', ended(0, []), 'some-server', 'does not understand'],
    ['unknown', ended(0, { name: 'another', version: '1.0.0' }), 'some-server', 'does not understand'],
    ['unknown', failed('EVIL \u001b[2J'), 'some-server', 'exit code 1'],
  ])('is %s where npm answers %j', async (state, answer, spec, words) => {
    const told = await only(answer, spec);
    expect(told).toMatchObject({ package: spec, state });
    expect(told?.message).toContain(words);
    if (state === 'unknown') expect(told?.message).toContain(`npm view ${spec} name version`);
  });

  it('tells nothing that npm printed but its code', async () => {
    const summary = 'request to https://ada:canary-4f9a@registry.example/x failed';
    for (const code of ['E500', 'ENOTFOUND', 'E404', 'E401', summary]) {
      const told = await only(ended(1, { error: { code, summary } }, `npm error ${summary}`));
      expect(JSON.stringify(told)).not.toContain('canary');
    }
  });
});
