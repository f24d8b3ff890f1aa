import type { KeyrackEvent, MainClient } from '#shared/ipc/client.ts';
import type { ImportPlan, ImportRow } from '#shared/model/import.ts';
import { FakeFailure } from './failure.ts';
import { keyOf, newId, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `importing.${string}`>>;

const rowOf = (row: number, fields: Partial<ImportRow> & Pick<ImportRow, 'name'>): ImportRow => ({
  row,
  variable: fields.name.toUpperCase().replace(/\W+/g, '_'),
  hint: 'sk_live_4f',
  kind: 'key',
  state: 'new',
  notes: [],
  ...fields,
});

/** One of each state that a row can be in. */
const USUAL: readonly (Partial<ImportRow> & Pick<ImportRow, 'name'>)[] = [
  { name: 'STRIPE_SECRET_KEY' },
  { name: 'OPENAI_API_KEY', hint: 'sk-proj-9aQ' },
  { name: 'PORT', hint: '', kind: 'other' },
  { name: 'MAILER_TOKEN', state: 'held', notes: ['Held already, as the key "Mailer".'] },
  { name: 'STRIPE_KEY_COPY', state: 'twice', notes: ['The same value as row 1.'] },
  { name: 'SENTRY_TOKEN', state: 'elsewhere', notes: ['In use in Production, as the key "Sentry".'] },
  {
    name: 'DB_PASSWORD',
    hint: '',
    state: 'unclear',
    notes: ['It has a $ or a backslash, which programs read in different ways.'],
  },
  { name: 'github.com token', notes: ['Its variable is renamed, so that programs can read it.'] },
];

function rowsOf(wish: string | undefined): ImportRow[] {
  const usual = USUAL.map((fields, at) => rowOf(at + 1, fields));
  if (['keys', 'notes', 'link'].includes(wish ?? ''))
    return usual.filter(({ state, kind }) => state === 'new' && kind === 'key');
  if (wish === 'many')
    return Array.from({ length: 2_000 }, (_, at) =>
      rowOf(at + 1, { ...USUAL[at % USUAL.length], name: `SERVICE_${at + 1}_API_KEY` }),
    );
  if (wish !== 'long') return usual;
  return usual.map((row) => ({
    ...row,
    name: `${row.name} ${'of a very long department name '.repeat(3)}`.slice(0, 120),
    variable: `${row.variable}_${'X'.repeat(128)}`.slice(0, 128),
    notes: [
      ...row.notes,
      'Its variable is renamed, so that programs can read it.',
      'Its name cannot be used as it is.',
    ],
  }));
}

/** A file that stays where it is, whatever is imported. */
export function importHandlers(
  world: World,
  tell: (event: KeyrackEvent) => void,
  changed: (what: 'keys') => void,
): Methods {
  let environment = '';
  let plan: ImportPlan | null = null;
  const kept = new Set<number>();
  const read = async ({ environmentId }: { readonly environmentId: string }): Promise<ImportPlan> => {
    environment = environmentId;
    kept.clear();
    const folder = world.files === 'long' ? '/home/ada/Projects/'.padEnd(200, 'deep/') : '/home/ada/shop/';
    plan = {
      ...{ plan: newId(), file: `${folder}.env`, format: 'dotenv', rows: rowsOf(world.files) },
      passedOver: world.files === 'notes' ? ['2 notes', '1 card', '3 one-time passwords'] : [],
      linkTo: world.files === 'link' ? '/home/ada/Documents/shared/.env' : null,
    };
    return plan;
  };
  const leftNow = (): number[] => {
    const safe = ({ row, state }: ImportRow) => kept.has(row) || state === 'held' || state === 'twice';
    return (plan?.rows ?? []).filter((row) => !safe(row)).map(({ row }) => row);
  };
  return {
    'importing.choose': read,
    'importing.plan': read,
    'importing.take': async ({ plan: id, rows = [] }) => {
      const taken = (plan?.rows ?? []).filter(({ row }) => rows.includes(row) && !kept.has(row));
      // As if it were cancelled in the middle, the first time.
      const now = world.files === 'cut' && kept.size === 0 ? taken.slice(0, 1) : taken;
      for (const { row } of now) kept.add(row);
      tell({ kind: 'import-progress', plan: id, done: now.length, of: taken.length });
      const keys = now.map(({ name, variable, hint }) =>
        keyOf({ name, variable, hint, environmentId: environment }),
      );
      world.keys = [...world.keys, ...keys];
      changed('keys');
      return {
        kept: now.map(({ row, name }, at) => ({ row, name, key: keys[at]?.id ?? newId() })),
        left: leftNow(),
      };
    },
    'importing.deleteFile': async () => {
      if (leftNow().length === 0) return;
      throw new FakeFailure({
        code: 'forbidden-by-rule',
        message: 'Values would be lost with the file.',
        next: null,
      });
    },
    'importing.forget': async () => {
      plan = null;
    },
  };
}
