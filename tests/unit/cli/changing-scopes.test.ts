import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { openRotation, rotationPlan } from '#tests/fakes/rotation-row.ts';
import { readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const methods = ({ asked }: Awaited<ReturnType<typeof type>>) => asked.calls.map(({ method }) => method);
const started = (run: Awaited<ReturnType<typeof type>>) =>
  run.asked.calls.filter(({ method }) => method === 'rotating.start').map(({ input }) => input);

describe('key edit with scopes that the service fixes', () => {
  // Of the service Tower, which has no way to change them; delivered nowhere.
  const EDIT = ['key', 'edit', 'Tall', '--scope', 'notes:read', '--yes'];
  const delivered = { ...towerKey, deliveries: readerKey.deliveries };

  it.each([
    ['none where it is delivered nowhere', towerKey, [], { overlap: 'none' }],
    ['as rotate has it where it is delivered', delivered, [], {}],
    ['as it is given', delivered, ['--overlap', '7d'], { overlap: '7d' }],
  ])('is a rotation with an overlap: %s', async (_, key, more, overlap) => {
    const run = await type([...EDIT, ...more], { services: { keys: { find: () => key } } });
    expect(run.code).toBe(0);
    expect(started(run)).toEqual([{ keyId: towerKey.id, scopes: ['notes:read'], ...overlap }]);
    expect(run.err).toContain('a new key takes the place of Tall');
  });

  it('asks first, and no means no', async () => {
    const terminal = createFakeTerminal({ answers: ['n'] });
    const run = await type(EDIT.slice(0, -1), { terminal });
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 1, methods: [] });
  });

  it('takes the value that is made by hand, told with the scopes to choose', async () => {
    const plan = async () => rotationPlan({ keyId: towerKey.id, byHand: true, scopes: ['notes:read'] });
    const start = async () => openRotation({ state: 'waiting', step: 'enter', can: ['enter', 'undo'] });
    const run = await type(EDIT, {
      terminal: createFakeTerminal({ stdin: 'a new value' }),
      services: { rotating: { plan, start } },
    });
    expect(run.asked.secrets).toEqual(['a new value']);
    expect(run.err).toContain('Permissions: notes:read');
  });

  it('prints the key as it is then, and its run', async () => {
    const { out } = await type([...EDIT, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      id: towerKey.id,
      rotation: { keyId: towerKey.id, state: 'done' },
    });
    expect((await type(EDIT)).out).toBe('Changed the key Tall.\n');
  });

  it.each([
    ['what goes on', openRotation(), 0, /^Changed the key Tall\.\n\nKey +Reader\n[\s\S]*both keys work/],
    ['what is tried again', openRotation({ state: 'retrying', step: 'create', newHint: null }), 1, /^Key /],
  ])('prints %s', async (_, rotation, code, words) => {
    const run = await type(EDIT, { services: { rotating: { start: async () => rotation } } });
    expect(run.code).toBe(code);
    expect(run.out).toMatch(words);
  });

  it('is refused for a scope that there is not before anything is changed or asked', async () => {
    const plan = async () => {
      throw new AppError('invalid-input', { message: 'There is no such scope.' });
    };
    const run = await type([...EDIT, '--description', 'rings'], {
      terminal: createFakeTerminal({ stdin: 'a new value' }),
      services: { rotating: { plan } },
    });
    const { code, asked } = run;
    expect({ code, methods: methods(run), secrets: asked.secrets }).toEqual({
      code: 2,
      methods: [],
      secrets: [],
    });
    expect(run.err).not.toContain('1. ');
  });

  it('changes what else was given first', async () => {
    const run = await type([...EDIT, '--description', 'rings']);
    expect(methods(run)).toEqual(['keys.edit', 'rotating.start']);
  });

  it.each([
    ['without scopes', ['key', 'edit', 'Tall', '--description', 'rings', '--overlap', '1h']],
    ['where the service changes them', ['key', 'edit', 'Reader', '--scope', 'notes:read', '--overlap', '1h']],
  ])('has an overlap only then: %s', async (_, argv) => {
    const run = await type(argv);
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 2, methods: [] });
  });
});
