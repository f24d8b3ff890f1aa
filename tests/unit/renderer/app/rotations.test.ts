import { describe, expect, test } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { type Offer, OPERATIONS, type Operation } from '#shared/model/provider.ts';
import {
  ROTATION_STEPS,
  type Rotation,
  type RotationJournalRow,
  rotationStateSchema,
} from '#shared/model/rotation.ts';
import { openRotation } from '#tests/fakes/rotation-row.ts';
import { AT, readerKey, uuid } from '#tests/fakes/rows.ts';
import {
  actionsOf,
  KEY_ACTIONS,
  obstaclesOf,
  replaceObstacle,
} from '../../../../renderer/features/rack/obstacles.ts';
import { stepsOf } from '../../../../renderer/features/rotation/runs/steps.ts';
import type { Remote } from '../../../../renderer/state/remote.ts';
import {
  openRunOf,
  runAbout,
  runsThatNeedAPerson,
  sortedRuns,
} from '../../../../renderer/state/rotations.ts';

const rotationRow = openRotation({ toWrite: 1, written: 1 });
const run = (fields: Partial<Rotation> = {}): Rotation => ({ ...rotationRow, ...fields });
const row = (
  step: RotationJournalRow['step'],
  state: RotationJournalRow['state'],
  number = 1,
): RotationJournalRow => ({ number, at: AT, step, state, text: `${step} ${state}` });
const told = (value: Rotation, journal: readonly RotationJournalRow[] | null) =>
  stepsOf(value, journal).map(({ step, state }) => `${step} ${state}`);

describe('the steps of a run', () => {
  test('are those of its journal, where it is, and what is to come', () => {
    const journal = (['create', 'verify', 'switch', 'rewrite', 'reread'] as const).map((step, index) =>
      row(step, 'done', index + 1),
    );
    expect(told(run(), journal)).toEqual([
      'create done',
      'verify done',
      'switch done',
      'rewrite done',
      'reread done',
      'overlap now',
      'watch later',
      'revoke later',
      'refuse later',
    ]);
  });

  test('in place have no overlap, no watch and nothing to revoke', () => {
    const inPlace = run({ kind: 'in-place', state: 'running', step: 'regenerate' });
    expect(told(inPlace, [])).toEqual([
      'regenerate now',
      'verify later',
      'switch later',
      'rewrite later',
      'reread later',
    ]);
  });

  test('name a check list and files only where there are some', () => {
    const bare = run({ toWrite: 0, step: 'create', state: 'running', overlap: 'none', watch: 'none' });
    expect(told(bare, [])).toEqual([
      'create now',
      'verify later',
      'switch later',
      'revoke later',
      'refuse later',
    ]);
  });

  test('that failed stay in sight once the run has passed them, and what was taken back says so', () => {
    const undone = run({ state: 'undone', step: 'rewrite', endedAt: AT });
    expect(told(undone, [row('create', 'undone'), row('verify', 'failed'), row('switch', 'begun')])).toEqual([
      'create undone',
      'verify failed',
      'switch done',
      'rewrite undone',
    ]);
  });

  test('of a run that ended promise nothing more', () => {
    const steps = stepsOf(run({ state: 'failed', step: 'create', endedAt: AT }), [row('create', 'failed')]);
    expect(steps).toEqual([{ step: 'create', state: 'failed', text: 'create failed' }]);
  });

  test.each(rotationStateSchema.options)('in the state %s are each named once, in their order', (state) => {
    for (const step of ROTATION_STEPS) {
      const named = stepsOf(run({ state, step }), null).map((each) => each.step);
      expect(named).toEqual(ROTATION_STEPS.filter((each) => named.includes(each)));
      expect(named).toContain(step);
    }
  });
});

describe('the list of runs', () => {
  const waiting = run({ id: uuid(81), keyId: uuid(91), state: 'waiting' });
  const going = run({ id: uuid(82), keyId: uuid(92) });
  const ended = run({ id: uuid(83), keyId: uuid(93), state: 'done', endedAt: AT });
  const rotations: Remote<Rotation[]> = { state: 'ready', value: [going, waiting, ended] };
  const data = { rotations };

  test('begins with those that need a person', () => {
    expect(sortedRuns(data).open).toEqual([waiting, going]);
    expect(sortedRuns(data).ended).toEqual([ended]);
    expect(runsThatNeedAPerson(data)).toEqual([waiting]);
  });

  test('is the same list for the same runs', () => {
    expect(sortedRuns(data)).toBe(sortedRuns({ ...data }));
  });

  test('leads from a key to the run that goes on, and from an old value to the run that retires it', () => {
    expect(openRunOf(data, going.keyId)).toBe(going);
    expect(openRunOf(data, ended.keyId)).toBeNull();
    expect(runAbout(data, { id: uuid(99), replacedBy: going.keyId })).toBe(going);
  });
});

describe('rotating a key', () => {
  const offers = (ways: Partial<Record<Operation, Offer['way']>>) =>
    ({
      offers: OPERATIONS.map((operation) => ({ operation, way: ways[operation] ?? null, why: 'No way.' })),
    }) as unknown as Connection;
  const around = (connection: Connection | null, rotating = false) => ({
    environment: null,
    connection,
    provider: null,
    rotating,
  });
  const key = (fields: Partial<Key> = {}): Key => ({ ...readerKey, held: true, ...fields });
  const obstacle = (value: Key, surroundings: ReturnType<typeof around>) =>
    obstaclesOf(value, surroundings).rotate;

  test.each([
    ['the service makes keys', { create: 'api' }],
    ['keys are made by hand', { create: 'guided' }],
    ['the service only gives new values', { regenerate: 'api' }],
  ] as const)('can be done where %s', (_what, ways) => {
    expect(obstacle(key(), around(offers(ways)))).toBeNull();
  });

  test('can be done without a service, and when it has expired', () => {
    expect(obstacle(key({ connectionId: null }), around(null))).toBeNull();
    expect(obstacle(key({ status: 'expired' }), around(offers({ create: 'api' })))).toBeNull();
  });

  test.each<[string, Partial<Key>, RegExp]>([
    ['a revoked key', { status: 'revoked' }, /already/],
    ['an orphan', { status: 'orphan' }, /was lost/],
    ['a ghost', { status: 'ghost' }, /gone/],
    ['a key that is not held', { held: false }, /Replace the lost key/],
  ])('is refused for %s', (_what, fields, why) => {
    expect(obstacle(key(fields), around(offers({ create: 'api' })))).toMatch(why);
  });

  test('is refused where the service has no way, with its word for it', () => {
    expect(obstacle(key(), around(offers({})))).toBe('No way.');
  });

  test('is refused while it is being rotated; so is replacing it', () => {
    const busy = around(offers({ create: 'api' }), true);
    expect(obstacle(key(), busy)).toMatch(/being rotated/);
    expect(replaceObstacle(key({ held: false }), busy)).toMatch(/being rotated/);
  });

  test('leaves of an old value nothing but Verify', () => {
    const old = key({ replacedBy: uuid(99) });
    expect(actionsOf(old)).toEqual(['verify']);
    const obstacles = obstaclesOf(old, around(offers({ create: 'api', verify: 'api', revoke: 'api' })));
    expect(KEY_ACTIONS.filter((action) => obstacles[action] === null)).toEqual(['verify']);
  });
});
