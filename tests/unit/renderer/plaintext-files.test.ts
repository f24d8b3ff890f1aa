import { describe, expect, it, test } from 'vitest';
import type { PlaintextRow } from '#shared/model/adoption.ts';
import type { Target } from '#shared/model/delivery.ts';
import type { ImportPlan, ImportRow } from '#shared/model/import.ts';
import {
  allNewOf,
  elsewhereIn,
  newKeysOf,
  outcomeOf,
  restOf,
} from '../../../renderer/features/rack/import/picking.ts';
import {
  type AdoptForm,
  adoptProblems,
  adoptRequestOf,
} from '../../../renderer/features/targets/adopt/adopt-form.ts';
import { type PlaceForm, placeOf } from '../../../renderer/features/targets/plaintext/place-form.ts';

const STATES: readonly (readonly [ImportRow['state'], ImportRow['kind']])[] = [
  ['new', 'key'],
  ['new', 'other'],
  ['held', 'key'],
  ['twice', 'key'],
  ['elsewhere', 'key'],
  ['unclear', 'key'],
];
const plan: ImportPlan = {
  plan: 'p',
  file: '/f',
  format: 'dotenv',
  ...{ passedOver: [], linkTo: null },
  rows: STATES.map(([state, kind], at) => ({
    ...{ row: at + 1, name: `n${at}`, variable: `V${at}`, hint: '' },
    ...{ state, kind, notes: [] },
  })),
};

describe('of a file that is imported', () => {
  it('keys that are new are chosen, and what needs a word is not', () => {
    expect([...newKeysOf(plan)]).toEqual([1]);
    expect([...allNewOf(plan)]).toEqual([1, 2]);
    expect([elsewhereIn(plan, new Set([1])), elsewhereIn(plan, new Set([1, 5]))]).toEqual([0, 1]);
  });

  it('what was cut off is the rest of what was chosen, and no more', () => {
    expect([...restOf(new Set([1, 2]), { kept: [], left: [2, 5, 6] })]).toEqual([2]);
  });

  it('the outcome counts all runs, not the last alone', () => {
    const outcome = outcomeOf(plan, { kept: [{ row: 2, key: 'k', name: 'n1' }], left: [5, 6] });
    expect(outcome).toMatchObject({ imported: 2, heldBefore: 2, left: [{ row: 5 }, { row: 6 }] });
  });
});

const server = {
  ...{
    id: 'cursor',
    takes: 'server',
    files: ['/home/ada/.cursor/mcp.json'],
    projectFile: '.cursor/mcp.json',
    importFile: null,
    provider: null,
  },
} as unknown as Target;
const nowhere = { ...server, id: 'mcp', files: [], projectFile: null };
const variable = { ...server, id: 'dotenv', takes: 'variable', files: [], projectFile: '.env' } as Target;

test.each([
  ['the own file', server, {}, { target: 'cursor' }],
  ['a named one', server, { file: ' /a.json ' }, { target: 'cursor', file: '/a.json' }],
  ['a project that is not named', server, { scope: 'project' }, null],
  [
    'a project',
    server,
    { scope: 'project', file: '/p/.cursor/mcp.json' },
    { target: 'cursor', scope: 'project', file: '/p/.cursor/mcp.json' },
  ],
  ['a target without a file of its own', nowhere, {}, null],
  [
    'a file of variables, whose scope is not asked for',
    variable,
    { scope: 'project', file: '/p/.env' },
    { target: 'dotenv', file: '/p/.env' },
  ],
  ['no target yet', null, { file: '/a' }, null],
] as const)('it is looked at %s', (_what, target, form, place) => {
  const all: PlaceForm = { target: target?.id ?? '', scope: 'user', file: '', ...form };
  expect(placeOf(all, target)).toEqual(place);
});

const EMPTY: AdoptForm = {
  ...{ environmentId: 'e', name: '', variable: '', reference: '', mechanism: null },
  ...{ remove: false, sameValue: false },
};
const found: PlaintextRow = { entry: 'pay', name: 'KEY', place: 'variable', hint: '', obstacle: null };

describe('an adoption', () => {
  const of = (form: Partial<AdoptForm>, target = server) =>
    adoptRequestOf({ ...EMPTY, ...form }, { place: { target: target.id }, found, target });

  it('asks for what was typed alone', () => {
    expect(of({})).toEqual({ target: 'cursor', environmentId: 'e', entry: 'pay', secret: 'KEY' });
    expect(of({ name: 'Pay', mechanism: 'reference', reference: 'A_B' })).toMatchObject({
      ...{ name: 'Pay', mechanism: 'reference', reference: 'A_B' },
    });
  });

  it('that takes the line out has no mechanism, whatever was chosen before', () => {
    expect(of({ remove: true, mechanism: 'inline', reference: 'A' }, variable)).toEqual({
      ...{ target: 'dotenv', environmentId: 'e', entry: 'pay', remove: true },
    });
  });

  it.each([
    ['name', 'a\nb'],
    ['name', 'x'.repeat(121)],
    ['variable', '1A'],
    ['reference', 'A-B'],
  ] as const)('is not planned with the %s %j', (field, text) => {
    expect(Object.keys(adoptProblems({ ...EMPTY, [field]: text }))).toEqual([field]);
    expect(of({ [field]: text })).toBeNull();
  });
});
