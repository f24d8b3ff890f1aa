import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { DAMAGE } from './doctor-damage.ts';
import { createPatient, type PatientWorld } from './doctor-world.ts';

let world: PatientWorld;
beforeEach(async () => {
  world = await createPatient();
});
afterEach(() => world.end());

describe('doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await world.findings()).toEqual([]);
  });

  it.each(DAMAGE)('finds %s, and nothing else', async (_what, damage, check, state, fix) => {
    await damage(world);
    const found = await world.findings();
    expect(found.map((each) => [each.check, each.state])).toEqual([[check, state]]);
    expect(found[0]?.fix).toMatch(fix);
  });

  it('tells no password of a proxy', async () => {
    world.env.HTTPS_PROXY = 'http://me:proxy-canary@proxy.example:8080';
    world.env.ALL_PROXY = 'proxy-canary://proxy-canary';
    expect(JSON.stringify(await world.findings())).not.toContain('canary');
  });

  it('goes on where one look throws, and tells nothing that was thrown', async () => {
    world.storage.status = () => Promise.reject(new Error('a canary in words'));
    const found = await world.findings();
    expect(found.map(({ check }) => check)).toEqual(['storage', 'items']);
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  it('tells of an entry that was changed to start what is not there, and runs nothing of it', async () => {
    const missing = join(world.folder, 'gone', 'node');
    const text = readFileSync(world.file, 'utf8');
    writeFileSync(world.file, text.replace(JSON.stringify(process.execPath), JSON.stringify(missing)));
    const found = await world.findings();
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ['deliveries', 'warning'],
      ['launchers', 'problem'],
    ]);
    expect(found[1]?.message).toContain(`starts ${missing}, which is not there`);
    expect(found[1]?.fix).toContain(`keyrack targets restore ${world.delivery}`);
  });

  it('looks at the deliveries once, and asks a program once that many entries start', async () => {
    const { folder, command, services, asked } = world;
    for (const server of ['second', 'third']) await world.deliver(server);
    const moved = join(folder, 'moved.mjs');
    writeFileSync(moved, '');
    world.setLauncher([process.execPath, moved]);
    world.answers.set(command, { state: 'ended', code: 0, output: '0.0.9\n', errors: '' });
    let looks = 0;
    const { deliveries } = services.delivering;
    services.delivering.deliveries = () => {
      looks += 1;
      return deliveries();
    };
    const found = await world.findings();
    expect(found.map(({ check }) => check)).toEqual(['launchers', 'launchers', 'launchers']);
    expect([looks, asked]).toEqual([1, [moved, command]]);
  });

  it('proposes a line in which a path runs nothing', async () => {
    world.setLauncher([process.execPath, '/srv/$(touch x)/it is']);
    world.answers.set('/srv/$(touch x)/it is', { state: 'too-late' });
    const found = (await world.findings()).find(({ check }) => check === 'launcher');
    expect(found?.message).toContain(" '/srv/$(touch x)/it is', which does not answer");
    expect(found?.fix).toMatch(/ '\/srv\/\$\(touch x\)\/it is' --version$/);
  });

  it('lists five of many, and how many more', async () => {
    for (let at = 0; at < 9; at += 1)
      writeFileSync(join(world.home, 'backups', `${at}`), '', { mode: 0o644 });
    const [found, ...rest] = await world.findings();
    expect(rest).toEqual([]);
    expect(found?.message).toMatch(/^Open to other users: .*\/0, .*\/4 and 4 more\.$/);
    expect(found?.fix).toMatch(/chmod -R go= \S+\/home$/);
  });

  it('tells what is gone of a passphrase storage also while that is locked', async () => {
    const { storage, environment, key } = world;
    const { status } = storage;
    storage.status = async () => ({ ...(await status()), tier: 'passphrase', state: 'locked' });
    storage.items.delete(keyAccount(environment.id, key.id));
    expect((await world.findings()).map(({ check, state }) => [check, state])).toEqual([
      ['storage', 'warning'],
      ['items', 'problem'],
    ]);
  });

  it('says that a folder is no home, and nothing of the files in it', async () => {
    const folder = join(world.folder, 'mine');
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'my.txt'), '', { mode: 0o644 });
    const found = await world.findings(folder);
    expect(found.map(({ check, state }) => [check, state])).toEqual([['home', 'problem']]);
    expect(JSON.stringify(found)).not.toContain('my.txt');
  });

  it('proposes no deletion of items that may be of another home', async () => {
    world.storage.items.set('somewhere/else' as never, new Secret('stray'));
    expect(JSON.stringify(await world.findings())).not.toMatch(/secret-tool|clear/);
  });

  it('opens no secret', async () => {
    const { items } = world.storage;
    for (const account of items.keys()) {
      items.set(account, {
        expose: () => {
          throw new Error('it was opened');
        },
      } as unknown as Secret);
    }
    expect(await world.findings()).toEqual([]);
  });
});
