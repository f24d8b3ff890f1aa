import { expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ImportPlan } from '#shared/model/import.ts';
import { development } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

const PLAN: ImportPlan = {
  plan: '1f0a3c52-7a0e-4d3f-9a51-0c6c5e1b9a01',
  file: '/home/u/.env',
  format: 'dotenv',
  rows: [
    { row: 1, name: 'A', variable: 'A', hint: '', kind: 'key', state: 'new', notes: [] },
    { row: 2, name: 'B', variable: 'B', hint: '', kind: 'other', state: 'new', notes: [] },
  ],
  passedOver: [],
  linkTo: null,
};

function importing(left: readonly number[]) {
  const deleted: string[] = [];
  const refusal = { message: '1 of the values would be lost.', next: 'Import them too.' };
  const services = {
    importing: {
      plan: async () => PLAN,
      run: async () => ({ kept: [{ row: 1, key: development.id, name: 'A' }], left: [...left] }),
      deleteFile: async (plan: string) => {
        if (left.length > 0) throw new AppError('forbidden-by-rule', refusal);
        deleted.push(plan);
      },
      forget: () => undefined,
    },
  };
  return { services, deleted };
}

const WORDS = ['import', '/home/u/.env', '--env', 'Development', '--yes'];

it.each([[[]], [['--json']]])(
  '--delete-file that deletes nothing fails with 5, the keys are kept and the reason is told: %j',
  async (more) => {
    const { services, deleted } = importing([2]);
    const { code, out, err } = await type([...more, ...WORDS, '--delete-file'], { services });
    expect([code, deleted]).toEqual([5, []]);
    expect(err).toContain('The keys are kept. The file is not deleted: 1 of the values would be lost.');
    if (more.length > 0) expect(JSON.parse(out)).toMatchObject({ left: [2], deleted: false });
    else expect(out).toContain('Kept 1.');
  },
);

it.each([
  ['nothing is lost with it', [], ['--delete-file'], [0, 1]],
  ['nobody asked for it', [2], [], [0, 0]],
])('deletes where %s, or exits 0 as before', async (_, left, more, expected) => {
  const { services, deleted } = importing(left);
  const { code } = await type([...WORDS, ...more], { services });
  expect([code, deleted.length]).toEqual(expected);
});
