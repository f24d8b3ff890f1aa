import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testPlace } from '#core/delivering/places/testing.ts';
import { Killed } from '#tests/fakes/gh.ts';
import { places } from '../../../electron/exporters/places.ts';
import { VALUE } from './delivering-world.ts';
import { AT, createPlacesWorld, PLACE } from './places-world.ts';

let world: ReturnType<typeof createPlacesWorld>;
beforeEach(() => {
  world = createPlacesWorld();
});
afterEach(() => world.end());

describe('an export to a store at a service', () => {
  test('is planned without a program, a request or the value', async () => {
    const plan = await world.delivering().plan(world.request());
    expect(plan).toMatchObject({
      file: PLACE,
      server: 'UNIZO_API_KEY',
      mechanism: 'input',
      modeBefore: null,
      modeAfter: null,
      diff: [{ kind: 'added', text: 'UNIZO_API_KEY = ••••••••', line: 1 }],
    });
    expect([world.gh.tasks, world.read]).toEqual([[], []]);
  });

  test('looks first, sets the value on stdin alone, and is listed without being looked at', async () => {
    const result = await world.deliver({ repository: 'Acme/App' });
    expect(result).toMatchObject({ file: PLACE, mode: null });
    expect(world.gh.secrets.get(AT)?.value).toBe(VALUE);
    expect(world.gh.verbs()).toEqual(['list', 'set', 'list']);
    for (const { args, env } of world.gh.tasks) expect(JSON.stringify([args, env])).not.toContain(VALUE);
    expect(await world.delivering().deliveries()).toMatchObject([{ file: PLACE, state: 'elsewhere' }]);
    expect(world.delivering().changes()[0]?.what).toBe('Exported to GitHub Actions as UNIZO_API_KEY');
    expect(world.gh.tasks).toHaveLength(3);
    expect(JSON.stringify(world.ledger.changes.list())).not.toContain(VALUE);
  });

  test('leaves a secret alone that Keyrack did not set', async () => {
    world.gh.put(AT, 'theirs');
    await expect(world.deliver()).rejects.toMatchObject({ code: 'forbidden-by-rule', field: 'variable' });
    expect(world.gh.secrets.get(AT)?.value).toBe('theirs');
    expect([world.ledger.deliveries.list(), world.ledger.changes.list()]).toEqual([[], []]);
  });

  test('sets its own secret anew, but not over what somebody else has set since', async () => {
    await world.deliver();
    world.rotate('second-value-0123456789');
    await world.deliver();
    expect(world.gh.secrets.get(AT)?.value).toBe('second-value-0123456789');
    world.gh.put(AT, 'theirs');
    await expect(world.deliver()).rejects.toMatchObject({ code: 'conflict' });
    expect(world.gh.secrets.get(AT)?.value).toBe('theirs');
  });

  test('refuses the place of another key', async () => {
    await world.deliver();
    const other = world.addKey({ name: 'Other' });
    await expect(world.deliver({ keyId: other.id })).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  });

  test.each([
    ['a line end that gh cuts off', 'value-with-an-end\n'],
    ['more bytes than GitHub takes', 'é'.repeat(24 * 1024 + 1)],
  ])('refuses a value with %s, before anything is asked', async (_what, value) => {
    world.rotate(value);
    await expect(world.deliver()).rejects.toMatchObject({ code: 'forbidden-by-rule' });
    expect(world.gh.tasks).toEqual([]);
  });

  test.each([
    { file: '/tmp/x' },
    { scope: 'project' as const },
    { server: 'x' },
    { launch: { command: ['x'] } },
    { reference: 'X' },
    { set: {} },
    { mechanism: 'inline' as const },
    { variable: 'lower_case' },
    { variable: 'GITHUB_TOKEN' },
    { repository: undefined },
  ])('refuses what it has no place for: %j', async (changes) => {
    await expect(world.delivering().plan({ ...world.request(), ...changes } as never)).rejects.toThrow();
  });

  test('a target with a file refuses a repository', async () => {
    await expect(world.delivering().plan(world.request({ target: 'claude-desktop' }))).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'repository',
    });
  });
});

describe('taking it back', () => {
  test('a first export is deleted again by its undo', async () => {
    await world.deliver();
    const undone = await world.delivering().undo();
    expect(undone).toMatchObject({ undone: true, file: PLACE });
    expect(world.gh.secrets.size).toBe(0);
    expect(world.ledger.deliveries.list()).toEqual([]);
  });

  test('what was set over an older value is not undone, and says why', async () => {
    await world.deliver();
    await world.deliver();
    await expect(world.delivering().undo()).rejects.toMatchObject({ code: 'forbidden-by-rule' });
    expect(world.gh.secrets.size).toBe(1);
  });

  test('unexport deletes, and cannot be undone', async () => {
    const { delivery } = await world.deliver();
    expect(await world.delivering().unexport(delivery)).toMatchObject({ file: PLACE, mode: null });
    expect(world.gh.secrets.size).toBe(0);
    await expect(world.delivering().undo()).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  });

  test('a secret that is gone already is taken off the list', async () => {
    const { delivery } = await world.deliver();
    world.gh.secrets.clear();
    await world.delivering().unexport(delivery);
    expect(world.gh.verbs()).not.toContain('delete');
    expect(world.ledger.deliveries.list()).toEqual([]);
  });

  test('a secret that somebody else set since is left alone', async () => {
    const { delivery } = await world.deliver();
    world.gh.put(AT, 'theirs');
    await expect(world.delivering().unexport(delivery)).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.delivering().undo()).rejects.toMatchObject({ code: 'conflict' });
    expect(world.gh.secrets.get(AT)?.value).toBe('theirs');
  });

  test('what only a file has is refused', async () => {
    const { delivery } = await world.deliver();
    const delivering = world.delivering();
    for (const act of [delivering.planRestore, delivering.keep, delivering.deleteFiles])
      await expect(act(delivery)).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('the newest change is undone, of whichever kind it is', async () => {
    await world.deliver();
    await world
      .delivering()
      .export(
        (
          await world
            .delivering()
            .plan({ ...world.request({ target: 'claude-desktop' }), repository: undefined } as never)
        ).plan,
      );
    expect((await world.delivering().deliveries()).map(({ state }) => state)).toEqual([
      'elsewhere',
      'intact',
    ]);
    expect((await world.delivering().undo()).file).toBe(world.file);
    expect((await world.delivering().undo()).file).toBe(PLACE);
  });
});

describe('killed, or without an answer', () => {
  // list, set, list: before and after each call of an export.
  test.each([
    ['before it was looked at', ['kill'], 0],
    ['before it was set', [null, 'kill'], 0],
    ['after it was set', [null, 'kill-after'], 1],
    ['before it was looked at again', [null, null, 'kill'], 1],
  ] as const)('%s, the next start finds what is there', async (_when, steps, there) => {
    world.gh.will(...steps);
    await expect(world.deliver()).rejects.toThrow(Killed);
    await world.restart();
    expect(world.writing()).toEqual([]);
    expect(world.ledger.deliveries.list()).toHaveLength(there);
    expect(world.gh.secrets.size).toBe(there);
    await world.deliver();
    expect([world.gh.secrets.size, world.ledger.deliveries.list().length]).toEqual([1, 1]);
  });

  test.each([
    ['before it was deleted', [null, 'kill'], 1],
    ['after it was deleted', [null, 'kill-after'], 0],
  ] as const)('%s, the next start finds what is there', async (_when, steps, there) => {
    const { delivery } = await world.deliver();
    world.gh.will(...steps);
    await expect(world.delivering().unexport(delivery)).rejects.toThrow(Killed);
    await world.restart();
    expect([world.writing().length, world.ledger.deliveries.list().length]).toEqual([0, there]);
  });

  test('a set whose answer is lost is looked up, and is done', async () => {
    world.gh.will(null, 'lose');
    expect(await world.deliver()).toMatchObject({ file: PLACE });
    expect(world.ledger.deliveries.list()).toHaveLength(1);
  });

  test('what cannot be looked up stays open, and is settled before anything else is done there', async () => {
    const offline = { state: 'too-late' } as const;
    world.gh.will(null, 'lose', offline);
    await expect(world.deliver()).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect([world.writing().length, world.ledger.deliveries.list().length]).toEqual([1, 0]);
    world.gh.will(offline);
    expect(await world.restart()).toBe(false);
    await world.deliver();
    expect([world.writing().length, world.ledger.deliveries.list().length]).toEqual([0, 1]);
    expect(world.gh.secrets.size).toBe(1);
  });

  test('a set that is refused leaves nothing behind', async () => {
    world.gh.will(null, { state: 'ended', code: 1, output: '', errors: 'HTTP 403: Must have admin rights' });
    await expect(world.deliver()).rejects.toMatchObject({ code: 'refused' });
    expect([world.ledger.changes.list(), world.ledger.deliveries.list()]).toEqual([[], []]);
  });
});

describe('a test', () => {
  const tried = async () => {
    const [delivery] = world.ledger.deliveries.list();
    const [exporter] = places;
    if (delivery === undefined || exporter === undefined) throw new Error('nothing to test');
    return testPlace(world.gh.run, exporter, delivery);
  };

  test('says whether it is there, and since when; never which value it has', async () => {
    await world.deliver();
    expect(await tried()).toMatchObject({
      ok: true,
      message: expect.stringContaining('2026-11-27T12:00:01Z'),
    });
    world.gh.put(AT, 'theirs');
    expect(await tried()).toMatchObject({ ok: false, message: expect.stringContaining('somebody else') });
    world.gh.secrets.clear();
    expect(await tried()).toMatchObject({ ok: false, next: 'Export the key again.' });
    world.gh.will({ state: 'not-found' });
    expect(await tried()).toMatchObject({ ok: false, message: expect.stringContaining('was not found') });
  });
});
