import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { ExportRequest, Launch, Mechanism } from '#shared/model/delivery.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { createRenewingWorld, NEW, OLD, type RenewingWorld } from './delivery-renewing-world.ts';

// Every target by every mechanism that it has, through a rotation that is taken back, and one that stands.

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
});
afterEach(() => world.end());

const LAUNCHES: readonly Launch[] = [
  { command: ['npx', '-y', '@unizo/mcp'] },
  { url: 'https://example.com/mcp', header: 'Authorization: Bearer {}' },
];
const NAMES: Readonly<Record<string, string>> = {
  shell: '.bashrc',
  direnv: '.envrc',
  bruno: 'environments/e.bru',
  zapier: 'package.json',
};
/** What stands there before, where the format is not made by a frame. */
const THEIRS: Readonly<Record<string, string>> = {
  dotenv: '# theirs\nOTHER="a b"\r\n',
  'rest-client': 'OTHER=1\n',
  'docker-env': '# theirs\nOTHER=1',
  shell: 'alias ll="ls -l"\n',
  direnv: 'layout node\n',
};

interface Case {
  readonly id: string;
  readonly mechanism: Mechanism;
  readonly launch: Launch | null;
}

const cases: readonly Case[] = exporters.flatMap((exporter) =>
  (exporter.takes === 'server' ? LAUNCHES : [null]).flatMap((launch) => {
    const kind = launch !== null && 'url' in launch ? { url: launch.url } : launch;
    return exporter
      .choices(kind)
      .filter(({ possible }) => possible)
      .map(({ mechanism }) => ({ id: exporter.id, mechanism, launch }));
  }),
);

function wayOf({ launch }: Case): string {
  if (launch === null) return '';
  return 'url' in launch ? ', reached' : ', started';
}

const HOW: Readonly<Record<Mechanism, string>> = {
  input: 'person',
  helper: 'nothing',
  launcher: 'nothing',
  reference: 'person',
  inline: 'rewrite',
};

const fileOf = (id: string) => {
  const exporter = exporters.find((each) => each.id === id);
  return join(world.home, 'project', NAMES[id] ?? exporter?.projectFile ?? `${id}.json`);
};

async function deliver({ id, mechanism, launch }: Case) {
  const file = fileOf(id);
  mkdirSync(dirname(file), { recursive: true });
  const theirs = THEIRS[id];
  if (theirs !== undefined) writeFileSync(file, theirs, { mode: 0o644 });
  const request: Partial<ExportRequest> = { target: id, mechanism, file };
  return world.deliver(launch === null ? request : { ...request, launch });
}

/** All files of the project, by name. */
const project = () => {
  const folder = join(world.home, 'project');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    names.map((each) => {
      const path = join(each.parentPath, each.name);
      return [path, readFileSync(path).toString('latin1')];
    }),
  );
};
const swapped = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(OLD, NEW)]));

describe.each(cases.map((each) => [`${each.id} by ${each.mechanism}${wayOf(each)}`, each] as const))(
  '%s',
  (_name, each) => {
    test('the plan says what happens, opens no secret and writes nothing', async () => {
      await deliver(each);
      const before = project();
      const renewing = world.renewingWith({
        readSecret: async () => {
          throw new Error('a secret was opened');
        },
      });
      const [plan, ...more] = await renewing.plan(world.key.id);
      expect(more).toEqual([]);
      expect(plan).toMatchObject({ target: each.id, mechanism: each.mechanism, how: HOW[each.mechanism] });
      expect(plan?.text).not.toBe('');
      expect(JSON.stringify(plan)).not.toContain(OLD);
      expect(project()).toEqual(before);
      const changed = plan?.diff.filter(({ kind }) => kind === 'added' || kind === 'removed') ?? [];
      expect(changed.map(({ kind }) => kind)).toEqual(
        each.mechanism === 'inline' ? ['removed', 'added'] : [],
      );
      if (each.mechanism === 'inline') expect(changed.map(({ text }) => text).join()).toMatch(/old.*new/);
    });

    test('the value alone is replaced, once, read again, and taken back to the byte', async () => {
      const { delivery } = await deliver(each);
      const before = project();
      world.setValue(NEW);
      const { change } = await world.renewing.renew(delivery, world.old);
      expect(change === null).toBe(each.mechanism !== 'inline');
      expect(project()).toEqual(each.mechanism === 'inline' ? swapped(before) : before);
      expect(JSON.stringify(project())).not.toContain(OLD);
      expect(await world.renewing.renew(delivery, world.old)).toMatchObject({ change: null });
      await world.renewing.check(delivery, world.old);
      expect(await world.states()).toEqual(['intact']);

      world.setValue(OLD);
      if (each.mechanism === 'inline') {
        await expect(world.renewing.check(delivery, new Secret(NEW))).rejects.toMatchObject({
          code: 'conflict',
        });
      }
      await world.renewing.takeBack(delivery, change, world.old);
      await world.renewing.takeBack(delivery, change, world.old);
      expect(project()).toEqual(before);
      expect(await world.states()).toEqual(['intact']);
      await world.renewing.check(delivery, new Secret(NEW));
    });

    test('an undo of the export gives the bytes of before, and is what undo offers', async () => {
      const { change, delivery } = await deliver(each);
      const theirs = THEIRS[each.id];
      world.setValue(NEW);
      await world.renewing.renew(delivery, world.old);
      expect(world.delivering.undoable().map(({ id }) => id)).toEqual([change]);
      await world.delivering.undo();
      expect(project()).toEqual(theirs === undefined ? {} : { [fileOf(each.id)]: theirs });
      expect(world.delivering.undoable()).toEqual([]);
    });

    test('an unexport gives the bytes of before', async () => {
      const { delivery } = await deliver(each);
      const theirs = THEIRS[each.id];
      world.setValue(NEW);
      await world.renewing.renew(delivery, world.old);
      await world.delivering.unexport(delivery);
      expect(project()).toEqual(theirs === undefined ? {} : { [fileOf(each.id)]: theirs });
      await world.delivering.undo();
      expect(JSON.stringify(project())).not.toContain(OLD);
      expect(JSON.stringify(project()).includes(NEW)).toBe(each.mechanism === 'inline');
      expect(await world.states()).toEqual(['intact']);
    });
  },
);

describe.each(
  cases
    .filter(({ mechanism }) => mechanism === 'inline')
    .map((each) => [`${each.id} by ${each.mechanism}${wayOf(each)}`, each] as const),
)('%s', (_name, each) => {
  test('without the value before, the copy of what was written tells where it is', async () => {
    const { delivery } = await deliver(each);
    const before = project();
    world.setValue(NEW);
    const { change } = await world.renewing.renew(delivery, null);
    expect(project()).toEqual(swapped(before));
    await world.renewing.check(delivery, null);
    await world.renewing.takeBack(delivery, change, null);
    expect(project()).toEqual(before);
    expect(existsSync(fileOf(each.id))).toBe(true);
  });
});

describe('a home has thousands of changes', () => {
  test.each(
    cases
      .filter(({ mechanism }) => mechanism === 'inline')
      .map((each) => [wayOf(each) + each.id, each] as const),
  )('a value is brought into %s, read again and taken back without reading them all', async (_name, each) => {
    const { delivery } = await deliver(each);
    const { ledger } = world.deps;
    let count = 0;
    const list = () => {
      count += 1;
      return ledger.changes.list();
    };
    const renewing = world.renewingWith({ ledger: { ...ledger, changes: { ...ledger.changes, list } } });
    world.setValue(NEW);
    const { change } = await renewing.renew(delivery, world.old);
    await renewing.check(delivery, world.old);
    world.setValue(OLD);
    await renewing.takeBack(delivery, change, world.old);
    expect(count).toBe(0);
  });
});
