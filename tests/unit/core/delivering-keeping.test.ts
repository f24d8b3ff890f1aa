import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';
import { THEIRS } from './delivering-world.ts';

let world: AdoptingWorld;
beforeEach(() => {
  world = createAdoptingWorld();
});
afterEach(() => world.end());

const restored = async (delivery: string) =>
  world.delivering.restore((await world.delivering.planRestore(delivery)).plan);

describe('an entry that was kept as somebody changed it', () => {
  let delivery: string;
  let kept: string;
  beforeEach(async () => {
    world.write(THEIRS);
    delivery = (await world.deliver()).delivery;
    world.foreignEdit('"exec"', '"exec", "--quiet"');
    kept = world.text();
    await world.delivering.keep(delivery);
  });

  test('is still right after a later restore was undone', async () => {
    world.write('{}', 0o600);
    await restored(delivery);
    await world.delivering.undo();
    world.write(kept, 0o600);
    expect(await world.states()).toEqual(['intact']);
    world.write('{}', 0o600);
    await restored(delivery);
    expect(world.text()).toContain('--quiet');
  });

  test('is still right after a later export was undone', async () => {
    await world.deliver({ mechanism: 'inline' });
    await world.delivering.undo();
    expect(world.text()).toBe(kept);
    expect(await world.states()).toEqual(['intact']);
  });

  test('is a change of the list, whose undo makes it a changed entry again and writes nothing', async () => {
    const [row] = world.delivering.changes();
    expect(row?.what).toBe('Kept unizo-dev in Claude Desktop as somebody changed it');
    await world.delivering.undo();
    expect(await world.states()).toEqual(['changed']);
    expect(world.text()).toBe(kept);
    expect(world.delivering.changes()[0]).toMatchObject({ id: row?.id, undone: true });
    await world.delivering.keep(delivery);
    expect(await world.states()).toEqual(['intact']);
  });

  test('goes by unexport as a whole, and comes back by undo', async () => {
    await world.delivering.unexport(delivery);
    expect(world.text()).toBe(THEIRS);
    await world.delivering.undo();
    expect(world.text()).toBe(kept);
    expect(await world.states()).toEqual(['intact']);
  });
});

describe('an adopted entry that its owner changed since, and that was kept', () => {
  const TOKEN = 'ghp_canary0123456789abcdefABCDEF';
  const ADOPTED = `{
  "mcpServers": {
    "github": {
      "command": "npx", // the usual one
      "args": ["-y", "@github/mcp"],
      "env": { "GITHUB_TOKEN": "${TOKEN}", "REGION": "eu" },
      "disabled": false
    }
  }
}
`;
  const parsed = () => JSON.parse(world.get().replace(/\/\/.*/g, '')).mcpServers.github;

  async function adopted(...edits: readonly (readonly [string, string])[]) {
    world.put(ADOPTED);
    const { delivery } = await world.adopt({ target: 'gemini', entry: 'github' });
    const text = edits.reduce((now, [from, to]) => now.replace(from, to), world.get());
    world.put(text, 0o600);
    await world.delivering.keep(delivery);
    return { delivery, text };
  }

  test('is given back with what its owner added, changed and took out', async () => {
    const { delivery } = await adopted(
      ['"REGION": "eu"', '"EXTRA": "1"'],
      ['"@github/mcp"', '"@github/mcp", "--verbose"'],
      ['"disabled": false', '"disabled": true, "timeout": 5'],
    );
    await world.delivering.unexport(delivery);
    expect(parsed()).toEqual({
      command: 'npx',
      args: ['-y', '@github/mcp', '--verbose'],
      env: { GITHUB_TOKEN: TOKEN, EXTRA: '1' },
      disabled: true,
      timeout: 5,
    });
    expect(world.get()).toContain('// the usual one');
  });

  test('is left alone where the change is inside of what Keyrack wrote', async () => {
    const { delivery, text } = await adopted(['"exec"', '"exec", "--quiet"']);
    await expect(world.delivering.unexport(delivery)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.get()).toBe(text);
  });

  test('is left alone where no copy of it as it was adopted is kept', async () => {
    const { delivery, text } = await adopted(['"REGION": "eu"', '"EXTRA": "1"']);
    const copy = world.ledger.changes.list()[0]?.delivery?.written;
    const read = async (name: string) => (name === copy ? gone() : world.backups.read(name));
    const other = world.deliveringWith({ backups: { ...world.backups, read } });
    await expect(other.unexport(delivery)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.get()).toBe(text);
  });

  test('in which the value stands keeps what its owner changed', async () => {
    world.put(`{"mcpServers":{"a":{"command":"x","args":["1"],"env":{"A_TOKEN":"${TOKEN}"}}}}`, 0o600);
    const readSecret = async (keyId: string) => world.values.get(keyId) ?? gone();
    const { delivery } = await world.adopt({ entry: 'a', mechanism: 'inline' });
    world.put(world.get().replace('"1"', '"1","2"'), 0o600);
    const text = world.get();
    const delivering = world.deliveringWith({ readSecret });
    await delivering.keep(delivery);
    await delivering.unexport(delivery);
    expect(world.get()).toBe(text);
  });
});

function gone(): never {
  throw new AppError('not-found', { message: 'It is gone.' });
}
