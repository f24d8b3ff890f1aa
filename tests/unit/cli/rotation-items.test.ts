import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RotationRow } from '#core/ports/rotations.ts';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { uuid } from '#tests/fakes/rows.ts';
import { accountsIn } from '../../../electron/cli/uninstall-items.ts';
import { createPatient, type PatientWorld } from './doctor-world.ts';

let world: PatientWorld;
beforeEach(async () => {
  world = await createPatient();
});
afterEach(() => world.end());

const AT = '2026-11-20T12:00:00.000Z';

function begin(changes: Partial<RotationRow> = {}): RotationRow {
  const { key, environment } = world;
  const run: RotationRow = {
    ...{ id: uuid(91), keyId: key.id, keyName: key.name, environmentId: environment.id, connectionId: null },
    ...{ kind: 'replace', reason: 'planned', byHand: true, overlap: '24h', watch: 'none', scopes: null },
    ...{ state: 'running', step: 'switch', newId: uuid(92), oldId: uuid(93) },
    ...{ oldHint: 'a', newHint: 'b', oldAcknowledged: true, startedAt: AT, switchedAt: null, endedAt: null },
    ...{ resumeAt: null, until: null, attempts: 0, problem: null, cause: null, oldUsedAt: null },
    ...{ tasks: [], renewals: [], restarts: [], usage: null, writer: null, doubtedAt: null },
    ...changes,
  };
  world.ledger.rotations.put(run);
  return run;
}

const keptFor = ({ environmentId, newId, oldId }: RotationRow) => [
  keyAccount(environmentId, newId),
  keyAccount(environmentId, oldId),
];

describe('values that a rotation keeps beside its key', () => {
  it('are known while it goes on, and no longer', () => {
    const run = begin();
    expect(accountsIn(world.ledger)).toEqual(expect.arrayContaining(keptFor(run)));
    begin({ state: 'done', endedAt: AT });
    for (const account of keptFor(run)) expect(accountsIn(world.ledger)).not.toContain(account);
  });

  it('are neither strays nor missing to doctor', async () => {
    const run = begin();
    expect(await world.findings()).toEqual([]);
    for (const account of keptFor(run)) world.storage.items.set(account, new Secret('second-value'));
    expect(await world.findings()).toEqual([]);
    begin({ state: 'done', endedAt: AT });
    expect((await world.findings()).map(({ check }) => check)).toEqual(['strays']);
  });
});

describe('doctor', () => {
  it.each([
    ['waits for a person', { state: 'waiting', step: 'people' }, 'warning', /keyrack rotations show/],
    ['is tried again', { state: 'retrying', step: 'revoke' }, 'warning', /keyrack rotations continue/],
    ['finds the old value still accepted', { state: 'waiting', step: 'refuse' }, 'problem', /rotations show/],
  ] as const)('tells of a rotation that %s', async (_, changes, state, fix) => {
    begin({ ...changes, problem: 'So it is.' });
    const [found, ...rest] = await world.findings();
    expect({ check: found?.check, state: found?.state, rest }).toEqual({
      check: 'rotations',
      state,
      rest: [],
    });
    expect(found?.message).toContain('So it is.');
    expect(found?.fix).toMatch(fix);
  });

  it('has no finding for one that goes on as planned', async () => {
    begin({ state: 'overlap', step: 'overlap', until: '2026-11-21T12:00:00.000Z' });
    expect(await world.findings()).toEqual([]);
  });
});
