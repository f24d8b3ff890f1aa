import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dueRow } from '#tests/fakes/policies.ts';
import { openRotation } from '#tests/fakes/rotation-row.ts';
import { development, playground, production, readerKey } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

const policies = {
  due: () => [
    dueRow({ name: 'Late', dueAt: '2026-11-10T12:00:00.000Z', state: 'overdue', why: 'expiry', from: null }),
    dueRow({ environmentId: production.id, critical: true, unattendedAt: '2026-11-27T03:00:00.000Z' }),
    dueRow({ name: 'Far', dueAt: '2027-05-01T12:00:00.000Z', state: 'later', attended: 'By hand.' }),
  ],
};
const names = (out: string) => (JSON.parse(out) as { name: string }[]).map(({ name }) => name);

describe('keyrack due', () => {
  it.each([
    [[], ['Late', 'Reader', 'Far']],
    [
      ['--within', '7d'],
      ['Late', 'Reader'],
    ],
    [['--within', '1d'], ['Late']],
    [['--env', 'Production'], ['Reader']],
  ])('lists what fits: %j', async (argv, expected) => {
    const { out, code } = await type(['due', ...argv, '--json'], { services: { policies } });
    expect([names(out), code]).toEqual([expected, 0]);
  });

  it('tells people why, by whom, and what happens by itself', async () => {
    const { out } = await type(['due'], { services: { policies } });
    const [, late, reader, far] = out.split('\n');
    expect(late).toMatch(/^Late +Development +expired 10 days ago +2026-11-10T12:00:00.000Z +-$/);
    expect(reader).toMatch(/90d by the environment, critical +replaced by itself at 2026-11-27T03/);
    expect(far).toMatch(/needs you: By hand\.$/);
  });

  it('reminds of what nobody was told, and of runs that wait, and not where it is to be quiet', async () => {
    const rotating = {
      list: () => [openRotation({ state: 'waiting', problem: 'Enter the new value.' }), openRotation()],
    };
    const said = await type(['due'], { services: { rotating } });
    expect(said.asked.calls).toEqual([{ method: 'policies.remind', input: null }]);
    expect(said.err.match(/waits for you: Enter the new value\./g)).toHaveLength(1);
    const quiet = await type(['due', '--quiet'], { services: { rotating } });
    expect([quiet.asked.calls, quiet.err]).toEqual([[], '']);
  });

  it.each([
    [[], 7],
    [['--for', '14d'], 14],
    [['--for', '24h'], 1],
  ])('snoozes a key: %j', async (argv, days) => {
    const { asked, out } = await type(['due', '--snooze', 'Reader', ...argv, '--json']);
    expect(asked.calls).toEqual([{ method: 'policies.snooze', input: { keyId: readerKey.id, days } }]);
    expect(names(out)).toEqual(['Reader']);
  });

  it.each([
    [['--snooze', 'Reader', '--for', '2d']],
    [['--snooze', 'Reader', '--for', '36h']],
    [['--for', '7d']],
    [['--review', '--run']],
    [['--within', 'soon']],
  ])('refuses %j', async (argv) => {
    const { code, asked } = await type(['due', ...argv]);
    expect([code, asked.calls]).toEqual([2, []]);
  });

  it('runs what may run by itself, then lists', async () => {
    const { asked, err, out } = await type(['due', '--run', '--json']);
    expect(asked.calls.map(({ method }) => method)).toEqual(['policies.rotateUnattended', 'policies.remind']);
    expect([err, names(out)]).toEqual(['Rotations begun: 1.\n', ['Reader']]);
  });

  it('writes a calendar for its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
    const file = join(folder, 'keyrack.ics');
    const { out } = await type(['due', '--calendar', file, '--json']);
    expect(JSON.parse(out)).toEqual({ file });
    expect(readFileSync(file, 'utf8')).toBe('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const failed = await type(['due', '--calendar', join(folder, 'none', 'x.ics')]);
    expect(failed.code).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('reviews, and notes that it was done', async () => {
    const shown = await type(['due', '--review']);
    expect(shown.out).toContain('keyrack due --reviewed');
    const { asked, out } = await type(['due', '--reviewed', '--json']);
    expect(asked.calls).toEqual([{ method: 'policies.reviewed', input: null }]);
    expect(JSON.parse(out)).toMatchObject({ isDue: false, keys: [] });
  });
});

describe('keyrack policy', () => {
  const ofKey = { subject: 'key', id: readerKey.id };

  it.each([
    [['--key', 'Reader', '--after', '90d'], { ...ofKey, afterDays: 90 }],
    [['--key', 'Reader', '--after', 'never'], { ...ofKey, afterDays: 'never' }],
    [['--key', 'Reader', '--after', 'inherit'], { ...ofKey, afterDays: null }],
    [['--key', 'Reader', '--critical'], { ...ofKey, critical: true }],
    [['--key', 'Reader', '--not-critical'], { ...ofKey, critical: false }],
    [['--key', 'Reader', '--env', 'Development', '--unused', '48h'], { ...ofKey, unusedDays: 2 }],
    [['--key', 'Reader', '--unused', 'never'], { ...ofKey, unusedDays: 'never' }],
    [['--key', 'Reader', '--unused', 'inherit'], { ...ofKey, unusedDays: null }],
    [['--key', 'Reader', '--unused', 'none'], { ...ofKey, unusedDays: null }],
    [['--key', 'Reader', '--unattended', '03:00'], { ...ofKey, unattendedAt: '03:00' }],
    [['--key', 'Reader', '--unattended', 'off'], { ...ofKey, unattendedAt: 'off' }],
    [['--key', 'Reader', '--unattended', 'inherit'], { ...ofKey, unattendedAt: null }],
    [
      ['--env', 'Development', '--after', '30d'],
      { subject: 'environment', id: development.id, afterDays: 30 },
    ],
    [
      ['--connection', 'Playground', '--after', '30d'],
      { subject: 'connection', id: playground.id, afterDays: 30 },
    ],
  ])('set %j changes that alone', async (argv, input) => {
    const { asked, code, out } = await type(['policy', 'set', ...argv, '--json']);
    expect([code, asked.calls]).toEqual([0, [{ method: 'policies.set', input }]]);
    expect(JSON.parse(out)).toMatchObject(input);
  });

  it.each(['12h', '0d', 'soon', '9999d', ''])(
    'told as %j, days are answered by what can be written',
    async (days) => {
      for (const option of ['--after', '--unused']) {
        const { code, asked, err } = await type(['policy', 'set', '--key', 'Reader', option, days]);
        expect([code, asked.calls]).toEqual([2, []]);
        expect(err).toContain(`${option} cannot be used as given. Write whole days, from 1d to 3650d`);
      }
    },
  );

  it.each([
    [['--key', 'Reader']],
    [['--after', '90d']],
    [['--key', 'Reader', '--connection', 'Playground', '--after', '90d']],
    [['--key', 'Reader', '--critical', '--not-critical']],
    [['--key', 'Reader', '--after', '12h']],
    [['--key', 'Reader', '--after', '9999d']],
    [['--key', 'Reader', '--after', '3 months']],
    [['--key', 'Reader', '--unattended', '3am']],
    [['--key', 'Reader', '--unattended', '24:00']],
  ])('set refuses %j', async (argv) => {
    const { code, asked, err } = await type(['policy', 'set', ...argv]);
    expect([code, asked.calls]).toEqual([2, []]);
    expect(err).not.toContain('See: keyrack --help');
  });

  it('list and show tell people what is prescribed', async () => {
    const listed = await type(['policy', 'list']);
    expect(listed.out).toMatch(/environment +Development +90d +- +- +- /);
    const shown = await type(['policy', 'show', '--key', 'Reader']);
    expect(shown.out).toMatch(/Of +key Reader\nAfter +inherit\n/);
  });
});
