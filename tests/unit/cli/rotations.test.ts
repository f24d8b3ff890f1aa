import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { RotatingService } from '#core/rotating/service.ts';
import { Secret } from '#core/secret.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { openRotation, rotation } from '#tests/fakes/rotation-row.ts';
import { production, uuid } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import type { ProgramClipboard } from '../../../electron/platform/clipboard-programs.ts';
import { type } from './command-line.ts';

const ended = rotation({ id: uuid(82), keyName: 'Old' });
const task = {
  delivery: 'd-1',
  target: 'zapier',
  file: '-',
  server: 'Zap',
  text: 'Paste it.',
  done: false,
  copied: false,
};

/** What one run is at, found by its id or its key. */
function at(run: Rotation, more: Partial<RotatingService> = {}) {
  const find = (word: string) => {
    if (run.endedAt === null && [run.id, run.keyName].includes(word)) return run;
    throw new AppError('not-found', { message: 'There is no such rotation.' });
  };
  return { services: { rotating: { list: () => [run, ended], find, get: () => run, ...more } } };
}

describe('rotations', () => {
  it('lists those that go on, with --all the others too', async () => {
    const run = openRotation();
    expect(JSON.parse((await type(['rotations', '--json'], at(run))).out)).toEqual([run]);
    expect(JSON.parse((await type(['rotations', '--all', '--json'], at(run))).out)).toEqual([run, ended]);
    const { out } = await type(['rotations'], at(run));
    expect(out).toMatch(/both keys work +Reader +Development +overlap +2026-11-21T12:00/);
    expect((await type(['rotations'])).out).toBe('No rotation goes on.\n');
  });

  it('tells which programs are to be restarted while a run goes on', async () => {
    const restarts = ['Claude Desktop', 'Cursor'];
    const { out } = await type(['rotations'], at(openRotation({ restarts })));
    expect(out).toMatch(/2026-11-21T12:00:00.000Z +Claude Desktop, Cursor +/);
    const writing = openRotation({ restarts, state: 'running', step: 'rewrite' });
    expect((await type(['rotations'], at(writing))).out).not.toContain('Cursor');
  });

  it.each([
    ['before the old key ends', openRotation()],
    ['now, if you have not yet', rotation()],
    ['so that they take the old key again', rotation({ state: 'undone', step: 'undo' })],
  ])('shows which programs to restart: %s', async (words, run) => {
    const shown = { ...run, restarts: ['Claude Desktop', 'An \u001b[31modd one'] };
    const services = { rotating: { find: () => shown } };
    const { out } = await type(['rotations', 'show', run.id], { services });
    expect(out).toContain(words);
    expect(out).toMatch(/^ {2}Claude Desktop$/m);
    expect(out).not.toContain('\u001b');
    const { out: json } = await type(['rotations', 'show', run.id, '--json'], { services });
    expect(JSON.parse(json).restarts).toEqual(shown.restarts);
  });

  it.each([
    ['a run', openRotation().id, openRotation().id],
    ['the key of a run that goes on', 'Reader', openRotation().id],
    ['the key of one that has ended', 'Old', ended.id],
  ])('shows by %s, with the journal', async (_, word, id) => {
    const { code, out } = await type(['rotations', 'show', word, '--json'], at(openRotation()));
    expect({ code, document: JSON.parse(out) }).toMatchObject({
      code: 0,
      document: { id, journal: [{ step: 'create', state: 'done' }] },
    });
  });

  it('does not find what there is not', async () => {
    expect((await type(['rotations', 'show', 'Nobody'], at(openRotation()))).code).toBe(4);
  });
});

describe('rotations continue', () => {
  it('goes on with all that are due, and exits 1 where one does not go on as planned', async () => {
    const well = await type(
      ['rotations', 'continue', '--json'],
      at(openRotation(), { resume: async () => 1 }),
    );
    expect({ code: well.code, out: JSON.parse(well.out) }).toMatchObject({ code: 0, out: { continued: 1 } });
    const ill = await type(
      ['rotations', 'continue'],
      at(openRotation({ state: 'retrying', step: 'revoke' })),
    );
    expect(ill.code).toBe(1);
  });

  it.each([
    ['running', 'Another window or command is at work. If it hangs, try again in 15 minutes.'],
    ['overlap', 'Nothing is due.'],
  ] as const)('says why with none: %s', async (state, words) => {
    const { out } = await type(['rotations', 'continue'], at(openRotation({ state })));
    expect(out.split('\n')[0]).toBe(words);
  });

  it('asks before it ends an overlap, in production for the name too', async () => {
    const run = openRotation({ environmentId: production.id });
    expect((await type(['rotations', 'continue', 'Reader'], at(run))).code).toBe(2);
    const unnamed = await type(['rotations', 'continue', 'Reader', '--yes'], at(run));
    expect({ code: unnamed.code, calls: unnamed.asked.calls }).toEqual({ code: 2, calls: [] });
    expect(unnamed.err).toContain('Ending the rotation of the key "Reader" in the production environment');
    const argv = ['rotations', 'continue', 'Reader', '--yes', '--confirm', 'Production'];
    const { code, asked } = await type(argv, at(run));
    expect({ code, calls: asked.calls }).toEqual({
      code: 0,
      calls: [{ method: 'rotating.act', input: { id: run.id, act: 'continue', confirm: 'Production' } }],
    });
  });

  it('tries again without a question', async () => {
    const run = openRotation({ state: 'retrying', step: 'revoke' });
    expect((await type(['rotations', 'continue', 'Reader'], at(run))).code).toBe(0);
  });
});

describe('what a person does with a rotation', () => {
  it.each([
    ['undo', ['--yes'], ['undo'] as const],
    ['accept', ['--yes'], ['accept'] as const],
    ['enable', [], ['enable'] as const],
    ['retired', [], ['retired'] as const],
  ])('%s', async (act, options, can) => {
    const run = openRotation({ can: [...can] });
    const { code, asked } = await type(['rotations', act, 'Reader', ...options], at(run));
    expect({ code, input: asked.calls[0]?.input }).toEqual({ code: 0, input: { id: run.id, act } });
  });

  it.each(['undo', 'accept'])('%s needs a yes', async (act) => {
    const { code, asked } = await type(
      ['rotations', act, 'Reader'],
      at(openRotation({ can: ['undo', 'accept'] })),
    );
    expect({ code, calls: asked.calls }).toEqual({ code: 2, calls: [] });
  });

  it('says before an undo which places have the new key from you', async () => {
    const run = openRotation({ tasks: [{ ...task, done: true }], can: ['undo'] });
    const { err } = await type(['rotations', 'undo', 'Reader', '--yes'], at(run));
    expect(err).toContain('Stops working: zapier, -, Zap: it has the new key');
  });

  it.each([
    ['undo', 'Cursor, if started meanwhile: that has the new key'],
    ['continue', 'Cursor, unless restarted since'],
  ])('says before %s which programs stop until they are restarted', async (act, words) => {
    const run = openRotation({ restarts: ['Cursor'] });
    const { err } = await type(['rotations', act, 'Reader', '--yes'], at(run));
    expect(err).toContain(`Stops working: ${words}`);
  });

  it('exits 0 where it was taken back as asked', async () => {
    const more = { act: async () => rotation({ state: 'undone' }) };
    expect((await type(['rotations', 'undo', 'Reader', '--yes'], at(openRotation(), more))).code).toBe(0);
  });

  it('exits 5 for what cannot be done now, and asks nobody', async () => {
    const act = () => Promise.reject(new AppError('forbidden-by-rule', { message: 'Not now.' }));
    const terminal = createFakeTerminal({ answers: [] });
    for (const word of ['undo', 'enter']) {
      const run = openRotation({ can: [] });
      expect((await type(['rotations', word, 'Reader'], { ...at(run, { act }), terminal })).code).toBe(5);
    }
  });

  it('enters the new value from stdin', async () => {
    const run = openRotation({ state: 'waiting', step: 'enter', can: ['enter', 'undo'] });
    const terminal = createFakeTerminal({ stdin: 'the-new-value\n' });
    const { code, asked } = await type(['rotations', 'enter', 'Reader'], { ...at(run), terminal });
    expect({ code, secrets: asked.secrets, input: asked.calls[0]?.input }).toEqual({
      code: 0,
      secrets: ['the-new-value'],
      input: { id: run.id, act: 'enter' },
    });
  });

  it('ticks a place of the check list, and no other', async () => {
    const run = openRotation({ state: 'waiting', step: 'people', tasks: [task] });
    const { asked } = await type(['rotations', 'tick', 'Reader', 'd-1'], at(run));
    expect(asked.calls).toEqual([{ method: 'rotating.tick', input: { id: run.id, delivery: 'd-1' } }]);
    const other = await type(['rotations', 'tick', 'Reader', 'd-2'], at(run));
    expect({ code: other.code, calls: other.asked.calls }).toEqual({ code: 4, calls: [] });
    expect(other.err).toContain('d-1 (zapier, -)');
  });

  it('copies the new value for a place, and clears the clipboard', async () => {
    const written: string[] = [];
    const clipboard: ProgramClipboard = {
      program: 'xclip',
      isMarked: true,
      write: async (secret) => {
        written.push(secret.expose());
        process.emit('SIGINT');
      },
      clearIfHolds: async () => true,
    };
    const run = openRotation({ state: 'waiting', step: 'people', tasks: [task] });
    const readForTask = async () => new Secret('new-value');
    const given = { ...at(run, { readForTask }), clipboard };
    const { code, out, err } = await type(['rotations', 'copy', 'Reader', 'd-1', '--json'], given);
    expect({ code, written, document: JSON.parse(out) }).toEqual({
      code: 0,
      written: ['new-value'],
      document: { id: run.keyId, name: 'Reader', copied: true, cleared: true },
    });
    expect(out + err).not.toContain('new-value');
  });

  it('takes no copy where there is no clipboard', async () => {
    const run = openRotation({ state: 'waiting', step: 'people', tasks: [task] });
    const { code, asked } = await type(['rotations', 'copy', 'Reader', 'd-1'], at(run));
    expect({ code, calls: asked.calls }).toEqual({ code: 5, calls: [] });
  });
});

describe('status', () => {
  it('tells of rotations that stand still', async () => {
    const run = openRotation({ state: 'waiting', step: 'people' });
    const { out } = await type(['status'], at(run));
    expect(out).toMatch(/Rotations +1 under way, 1 of them waiting for you. See: keyrack rotations/);
    const { rotations } = JSON.parse((await type(['status', '--json'], at(run))).out);
    expect(rotations).toEqual({ open: 1, waiting: 1, retrying: 0 });
    expect((await type(['status'])).out).not.toContain('Rotations');
  });
});
