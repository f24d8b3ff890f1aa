import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPoliciesWorld, inTimeZone } from './policies-world.ts';

type World = ReturnType<typeof createPoliciesWorld>;

let world: World;
let back: () => void;
beforeAll(() => {
  back = inTimeZone('Europe/Berlin');
});
afterAll(() => back());
beforeEach(() => {
  world = createPoliciesWorld();
});
afterEach(() => world.end());

const DAY_MS = 86_400_000;
const titles = () => world.told.splice(0).map(({ title }) => title);
const look = () => {
  world.policies.remind();
  return titles().filter((title) => title !== REVIEW);
};
const REVIEW = 'A quarter has passed';

describe('the ladder', () => {
  it('tells at 30, 14, 7 and 1 day and on the day, and of nothing in between', () => {
    world.newKey({ name: 'CI', expiresAt: '2026-12-25T18:00:00.000Z' });
    const told: string[] = [];
    for (let day = 0; day < 45; day += 1) {
      told.push(...look());
      world.later(DAY_MS);
    }
    expect(told).toEqual([
      'The key "CI" expires in 30 days',
      'The key "CI" expires in 14 days',
      'The key "CI" expires in 7 days',
      'The key "CI" expires tomorrow',
      'The key "CI" expires today',
    ]);
  });

  it('tells of a rung that passed while nothing ran once it runs again, and of the newest alone', () => {
    world.newKey({ name: 'CI', expiresAt: '2026-12-25T12:00:00.000Z' });
    world.at('2026-12-20T12:00:00.000Z');
    expect([look(), look()]).toEqual([['The key "CI" expires in 5 days'], []]);
    world.at('2027-01-05T12:00:00.000Z');
    expect([look(), look()]).toEqual([['The key "CI" expired 11 days ago'], []]);
  });

  it('is told by the app or by the command, and not by both', () => {
    const command = world.startProcess();
    world.newKey({ name: 'CI', expiresAt: '2026-11-25T12:00:00.000Z' });
    command.policies.remind();
    expect([command.told.length, look()]).toEqual([1, []]);
    command.end();
  });

  it('begins anew with another date', () => {
    const key = world.newKey({ name: 'CI', expiresAt: '2026-11-25T12:00:00.000Z' });
    expect(look()).toHaveLength(1);
    world.ledger.keys.put({ ...key, expiresAt: '2026-11-26T12:00:00.000Z' });
    expect(look()).toEqual(['The key "CI" expires in 6 days']);
  });

  it.each([
    [30, ['14', '7', '1', '0']],
    [31, ['30', '14', '7', '1', '0']],
    [10, ['7', '1', '0']],
    [7, ['1', '0']],
    [1, ['0']],
  ])('of a key that lives %i days leaves out what was passed when it was made', (days, rungs) => {
    const { id } = world.newKey({ createdAt: '2026-11-20T12:00:00.000Z' });
    world.policy('key', id, { afterDays: days });
    const told: string[] = [];
    for (let day = 0; day <= days; day += 1) {
      if (look().length > 0) told.push(String(days - day));
      world.later(DAY_MS);
    }
    expect(told).toEqual(rungs);
  });

  it('names the first of several keys and counts the rest, and leads to the list', () => {
    for (const [name, day] of [
      ['A', 21],
      ['B', 22],
      ['C', 23],
      ['D', 24],
      ['E', 25],
    ] as const)
      world.newKey({ name, expiresAt: `2026-11-${day}T12:00:00.000Z` });
    world.policies.remind();
    expect(world.told).toEqual([
      {
        title: '5 keys need a look',
        body: '"A" expires tomorrow, "B" expires in 2 days, "C" expires in 3 days, 2 more.',
        keyId: null,
      },
    ]);
  });

  it('leads to the key where it is one', () => {
    const { id } = world.newKey({ expiresAt: '2026-11-25T12:00:00.000Z' });
    world.policies.remind();
    expect(world.told).toMatchObject([{ keyId: id }]);
  });

  it('says nothing of a key that is being replaced', () => {
    const { id } = world.newKey({ expiresAt: '2026-11-25T12:00:00.000Z' });
    world.openRun({ keyId: id });
    expect(look()).toEqual([]);
  });

  it('tells that a quarter has passed, once', () => {
    world.newKey({ createdAt: '2026-08-01T12:00:00.000Z' });
    for (const expected of [[REVIEW], []]) {
      world.policies.remind();
      expect(titles()).toEqual(expected);
    }
  });

  it('never fails: a ledger that cannot be read is for the log', async () => {
    const { policies, end } = world.startProcess();
    end();
    policies.remind();
    expect(await policies.rotateUnattended()).toBe(0);
    expect(world.logged.splice(0)).toEqual(['reminding failed', 'replacing unattended failed']);
  });
});

describe('a snooze', () => {
  it('holds until its date, and then tells how things stand, once', () => {
    const { id } = world.newKey({ name: 'CI', expiresAt: '2026-11-26T12:00:00.000Z' });
    expect(look()).toEqual(['The key "CI" expires in 6 days']);
    world.policies.snooze({ keyId: id, days: 7 });
    world.at('2026-11-26T12:00:00.000Z');
    expect(look()).toEqual([]);
    world.at('2026-11-27T12:00:00.000Z');
    expect([look(), look()]).toEqual([['The key "CI" expired yesterday'], []]);
  });

  it('of a key that is late tells again, though its last rung was told', () => {
    const { id } = world.newKey({ name: 'CI', expiresAt: '2026-11-10T12:00:00.000Z' });
    expect(look()).toEqual(['The key "CI" expired 10 days ago']);
    world.policies.snooze({ keyId: id, days: 1 });
    world.later(DAY_MS);
    expect([look(), look()]).toEqual([['The key "CI" expired 11 days ago'], []]);
    expect(world.ledger.audit.list(1)).toMatchObject([
      { what: 'reminder snoozed', subject: id, detail: '1 days' },
    ]);
  });
});

const move = fc.oneof(
  fc.record({ kind: fc.constant('clock' as const), hours: fc.integer({ min: -24 * 40, max: 24 * 40 }) }),
  fc.record({ kind: fc.constantFrom('app' as const, 'command' as const, 'restart' as const) }),
);

it('tells each rung at most once for a key and a date, whatever the clock does and whoever starts again', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
      const own = createPoliciesWorld('2026-03-20T12:00:00.000Z');
      const processes = { app: own.startProcess(), command: own.startProcess() };
      const told: string[] = [];
      try {
        own.newKey({
          name: 'CI',
          createdAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-04-20T12:00:00.000Z',
        });
        for (const each of moves) {
          if (each.kind === 'clock') own.later(each.hours * 3_600_000);
          else if (each.kind === 'restart') {
            processes.app.end();
            processes.app = own.startProcess();
          } else {
            const { policies, told: now } = processes[each.kind];
            policies.remind();
            told.push(
              ...now
                .splice(0)
                .map(({ title }) => title)
                .filter((title) => title.includes('CI')),
            );
          }
        }
      } finally {
        for (const { end } of Object.values(processes)) end();
        const rungs = own.ledger.reminders.told().filter(({ keyId }) => keyId !== 'review');
        own.end();
        expect(told.length).toBe(rungs.length);
        expect(new Set(rungs.map(({ rung }) => rung)).size).toBe(rungs.length);
        expect(rungs.length).toBeLessThanOrEqual(5);
      }
    }),
    { numRuns: 40 },
  );
});
