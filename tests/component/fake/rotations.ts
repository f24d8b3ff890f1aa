import type { MainClient } from '#shared/ipc/client.ts';
import type { Rotation, RotationAct, RotationRequest } from '#shared/model/rotation.ts';
import { FakeFailure } from './failure.ts';
import { rotationPlanOf } from './rotation-plan.ts';
import { hence, journalOf, runOf } from './rotation-runs.ts';
import type { World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `rotations.${string}`> | 'work.cancel'>;

/** Long enough for a step to be seen, short enough for a test. */
const STEP_MS = 60;
const pause = () => new Promise((done) => setTimeout(done, STEP_MS));

const cancelled = () => new FakeFailure({ code: 'cancelled', message: 'Cancelled.', next: null });
const notThere = () =>
  new FakeFailure({ code: 'not-found', message: 'It is not there any more.', next: null });

const NOTE = [
  '# Leak of Checkout',
  '',
  '- Found: 27 November 2026, 09:12 UTC, by value.',
  '- The old value pg_live_8f2K… was revoked at 09:12:41 UTC, and is refused since.',
  '- Replaced in 2 files; 1 place by hand: Zapier, Mailchimp sync.',
  '',
  '## Restart these programs now, if you have not yet',
  '',
  '- [ ] Claude Desktop',
  '- [ ] Cursor',
  '',
  '## Use since it was made',
  '',
  'Playground counts 1,204 requests, the last at 09:11:58 UTC.',
  '',
].join('\n');

/** Runs over a world in memory. With the wish `?held` a run stops at its first file, until it is cancelled. */
export function rotationHandlers(world: World, changed: (what: 'rotations' | 'keys') => void): Methods {
  const cancels = new Map<string, () => void>();
  /** Of the new key, by its run. */
  const scopes = new Map<string, string[]>();
  const keyFor = (id: string) => {
    const key = world.keys.find((each) => each.id === id);
    if (key === undefined) throw notThere();
    return key;
  };
  const find = (id: string): Rotation => {
    const run = world.rotations.find((each) => each.id === id);
    if (run === undefined) throw notThere();
    return run;
  };
  const put = (id: string, changes: Partial<Rotation>): Rotation => {
    const next = { ...find(id), ...changes };
    world.rotations = world.rotations.map((each) => (each.id === id ? next : each));
    changed('rotations');
    return next;
  };
  const begin = (request: RotationRequest): Rotation => {
    const key = keyFor(request.keyId);
    const plan = rotationPlanOf(world, key, request);
    const run = runOf(key, {
      kind: plan.kind,
      reason: plan.reason,
      overlap: plan.overlap,
      watch: plan.watch,
      state: plan.byHand ? 'waiting' : 'running',
      step: plan.byHand ? 'enter' : 'create',
      startedAt: hence(0),
      newHint: null,
      restarts: plan.restarts,
      written: 0,
      can: plan.byHand ? ['enter', 'undo'] : [],
    });
    scopes.set(run.id, plan.scopes);
    world.rotations = [run, ...world.rotations];
    changed('rotations');
    return run;
  };
  const untilCancelled = (keyId: string) =>
    new Promise<void>((resolve) => {
      cancels.set(keyId, resolve);
    });
  const go = async (run: Rotation): Promise<Rotation> => {
    await pause();
    put(run.id, { step: 'rewrite', newHint: 'pg_live_Qm41', written: 1 });
    if (world.runsHeld) {
      await untilCancelled(run.keyId);
      put(run.id, { state: 'undone', endedAt: hence(0), problem: 'Cancelled. Everything was put back.' });
      throw cancelled();
    }
    await pause();
    const wanted = scopes.get(run.id);
    if (wanted !== undefined)
      world.keys = world.keys.map((key) => (key.id === run.keyId ? { ...key, scopes: wanted } : key));
    changed('keys');
    if (run.overlap === 'none')
      return put(run.id, { state: 'done', step: 'refuse', written: 2, endedAt: hence(0) });
    return put(run.id, {
      ...{ state: 'overlap', step: 'overlap', written: 2, resumeAt: hence(24) },
      can: ['continue', 'undo'],
    });
  };
  const act = async (run: Rotation, which: RotationAct): Promise<Rotation> => {
    if (which === 'enter')
      return go(put(run.id, { state: 'running', step: 'verify', can: [], problem: null }));
    if (which === 'undo')
      return put(run.id, { state: 'undone', can: [], endedAt: hence(0), resumeAt: null, problem: null });
    if (which === 'enable') return put(run.id, { resumeAt: hence(1), oldUsedAt: null });
    return put(run.id, { state: 'done', step: 'refuse', can: [], endedAt: hence(0), problem: null });
  };
  return {
    'rotations.list': async () => world.rotations,
    'rotations.journal': async ({ id }) => journalOf(find(id)),
    'rotations.plan': async (request) => rotationPlanOf(world, keyFor(request.keyId), request),
    'rotations.saveRunbook': async () => ({ file: '/home/ada/Documents/rotation.md' }),
    'rotations.start': async ({ request }) => {
      const run = begin(request);
      return run.state === 'waiting' ? run : go(run);
    },
    'rotations.act': async ({ id, act: which, confirm }) => {
      const run = find(id);
      const { stage } = world.environments.find((each) => each.id === run.environmentId) ?? {};
      if (stage === 'production' && confirm === undefined)
        throw new FakeFailure({ code: 'confirmation-needed', message: 'This is production.', next: null });
      return act(run, which);
    },
    'rotations.tick': async ({ id, delivery }) => {
      const { tasks } = find(id);
      return put(id, {
        tasks: tasks.map((task) => (task.delivery === delivery ? { ...task, done: true } : task)),
      });
    },
    'rotations.copy': async ({ id, delivery }) => {
      const { tasks } = find(id);
      if (tasks.some((task) => task.delivery === delivery && task.copied))
        throw new FakeFailure({
          code: 'forbidden-by-rule',
          message: 'The new key was copied for this place already.',
          next: 'Tick it off, or undo the rotation.',
        });
      put(id, {
        tasks: tasks.map((task) => (task.delivery === delivery ? { ...task, copied: true } : task)),
      });
      return { clearsInSeconds: 30 };
    },
    'rotations.panic': async ({ keyId }) => {
      const run = begin({ keyId: keyId ?? world.keys[0]?.id ?? '', reason: 'leak', overlap: 'none' });
      return { rotation: run.state === 'waiting' ? run : await go(run), note: NOTE };
    },
    'rotations.saveNote': async () => ({ file: '/home/ada/Documents/incident.md' }),
    'work.cancel': async ({ id }) => {
      cancels.get(id)?.();
      cancels.delete(id);
    },
  };
}
