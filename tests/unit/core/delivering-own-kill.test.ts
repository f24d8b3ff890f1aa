import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const N8N = { target: 'n8n', mechanism: 'inline' } as const;
const exportsFolder = () => join(world.home, 'keyrack-exports');
const workflow = () => join(exportsFolder(), 'n8n-unizo-dev.workflow.json');
const read = (path: string) => readFileSync(path, 'utf8');
const written = () => (existsSync(exportsFolder()) ? readdirSync(exportsFolder()).sort() : []);

// Killed, a process does nothing more: its writes stop, and so do its rows.
describe('a process that is killed between two files', () => {
  const KILLED = new Error('killed');

  /** Lets so many writes through, and is dead from then on. */
  function mortal(writes: number) {
    let left = writes;
    const { files, ledger } = world.deps;
    const dying =
      <In extends unknown[], Out>(work: (...input: In) => Promise<Out>) =>
      async (...input: In) => {
        left -= 1;
        if (left < 0) throw KILLED;
        return work(...input);
      };
    return createDelivering({
      ...world.deps,
      files: { ...files, replace: dying(files.replace), remove: dying(files.remove) },
      ledger: {
        ...ledger,
        changes: {
          ...ledger.changes,
          list: () => ledger.changes.list(),
          put: (row) => {
            if (left >= 0) ledger.changes.put(row);
          },
          remove: () => {
            throw KILLED;
          },
        },
      },
    });
  }

  const act = async (writes: number, work: (delivering: ReturnType<typeof mortal>) => Promise<unknown>) => {
    const before = snapshot();
    const error = await work(mortal(writes)).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error !== null && !(error instanceof AppError) && error !== KILLED) throw error;
    await world.delivering.recover();
    expect(world.ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
    return { before, after: snapshot(), states: await world.states() };
  };
  const snapshot = () => written().map((name) => [name, read(join(exportsFolder(), name))]);

  test.each([0, 1])('after %i of a first export leaves none of them', async (writes) => {
    const { after, states } = await act(writes, async (delivering) =>
      delivering.export((await delivering.plan(world.request(N8N))).plan),
    );
    expect([after, states]).toEqual([[], []]);
  });

  test.each([0, 1])('after %i of a second export leaves the first', async (writes) => {
    await world.deliver(N8N);
    const { before, after, states } = await act(writes, async (delivering) =>
      delivering.export((await delivering.plan(world.request({ ...N8N, call: { query: 'k' } }))).plan),
    );
    expect([after, states]).toEqual([before, ['intact']]);
  });

  test.each([0, 1])('after %i of an unexport, a deletion or an undo leaves all of them', async (writes) => {
    const { delivery } = await world.deliver(N8N);
    for (const work of [
      (delivering: ReturnType<typeof mortal>) => delivering.unexport(delivery),
      (delivering: ReturnType<typeof mortal>) => delivering.deleteFiles(delivery),
      (delivering: ReturnType<typeof mortal>) => delivering.undo(),
    ]) {
      const { before, after, states } = await act(writes, work);
      expect([after, states]).toEqual([before, ['intact']]);
    }
  });

  test('leaves alone what somebody wrote into one of them since', async () => {
    const delivering = mortal(1);
    const { plan } = await delivering.plan(world.request(N8N));
    await delivering.export(plan).catch(() => undefined);
    writeFileSync(workflow(), 'theirs');
    await world.delivering.recover();
    expect(read(workflow())).toBe('theirs');
    expect(await world.delivering.deliveries()).toEqual([]);
  });
});

describe('another process that looks for what a crash left while a write is under way', () => {
  const OTHER = process.pid + 1;
  /** The same home, opened by another process. */
  const another = (lives: (pid: number) => boolean) =>
    createDelivering({ ...world.deps, writers: { ...world.deps.writers, own: OTHER, lives } });

  /** Writes, and right before and after each file the other process looks. */
  const whileLooking = (other: ReturnType<typeof another>) => {
    const { files } = world.deps;
    const looking =
      <In extends unknown[], Out>(work: (...input: In) => Promise<Out>) =>
      async (...input: In) => {
        await other.recover();
        const done = await work(...input);
        await other.recover();
        return done;
      };
    const replace = looking(files.replace);
    return createDelivering({ ...world.deps, files: { ...files, replace, remove: looking(files.remove) } });
  };
  const BOTH = ['n8n-unizo-dev.json', 'n8n-unizo-dev.workflow.json'];

  test('leaves it alone as long as its process lives', async () => {
    const delivering = whileLooking(another((pid) => pid === process.pid));
    const { delivery } = await delivering.export((await delivering.plan(world.request(N8N))).plan);
    expect([written(), await world.states()]).toEqual([BOTH, ['intact']]);
    await delivering.unexport(delivery);
    expect([written(), await world.states()]).toEqual([[], []]);
    await delivering.undo();
    expect([written(), await world.states()]).toEqual([BOTH, ['intact']]);
  });

  const begun = async () => {
    const never = () => new Promise<never>(() => undefined);
    const { files } = world.deps;
    let writes = 0;
    const replace: typeof files.replace = async (...input) => {
      writes += 1;
      return writes === 1 ? files.replace(...input) : never();
    };
    const delivering = createDelivering({ ...world.deps, files: { ...files, replace } });
    void delivering.export((await delivering.plan(world.request(N8N))).plan);
    await expect.poll(() => writes).toBe(2);
  };

  test('takes it back once that process is gone', async () => {
    await begun();
    await another(() => true).recover();
    expect(written()).toEqual([BOTH[1]]);
    expect(await another(() => false).recover()).toBe(true);
    expect([written(), world.ledger.changes.list()]).toEqual([[], []]);
  });

  test('does not take another program for it that has got its id since', async () => {
    await begun();
    world.clock.advance(3_600_000);
    await another(() => true).recover();
    expect([written(), world.ledger.changes.list()]).toEqual([[], []]);
  });
});
