import type { MainClient } from '#shared/ipc/client.ts';
import type { AdoptionPlan, AdoptRequest, PlaintextRow } from '#shared/model/adoption.ts';
import { FakeFailure } from './failure.ts';
import { planOf } from './plan.ts';
import { targets } from './targets.ts';
import { newId, type World } from './world.ts';

type Methods = Pick<MainClient, Extract<keyof MainClient, `adopting.${string}`>>;

const HERE: readonly PlaintextRow[] = [
  { entry: 'github', name: 'GITHUB_TOKEN', place: 'variable', hint: 'ghp_4fQ', obstacle: null },
  { entry: 'linear', name: 'Authorization', place: 'header', hint: 'lin_api_', obstacle: null },
  {
    entry: 'search',
    name: '--api-key',
    place: 'argument',
    hint: 'tvly-',
    obstacle: 'It stands in an argument, which every program of this machine can see; give it in a variable.',
  },
  {
    entry: 'payments',
    name: 'STRIPE_KEY',
    place: 'variable',
    hint: 'sk_live_',
    obstacle: 'The entry delivers the key "Payments", and one entry delivers one key.',
  },
];

const VARIABLES: readonly PlaintextRow[] = [
  { entry: 'STRIPE_KEY', name: 'STRIPE_KEY', place: 'variable', hint: 'sk_live_', obstacle: null },
];

const long = (row: PlaintextRow): PlaintextRow => ({
  ...row,
  entry: `${row.entry}-${'of-the-whole-department-'.repeat(6)}`,
  name: `${row.name}_${'OF_A_VERY_LONG_VARIABLE_'.repeat(4)}`,
});

function foundIn(world: World, target: string): readonly PlaintextRow[] {
  if (world.files === 'none') return [];
  const found = targets.find(({ id }) => id === target)?.takes === 'variable' ? VARIABLES : HERE;
  return world.files === 'long' ? found.map(long) : found;
}

const fileOf = ({ target, file }: { readonly target: string; readonly file?: string | undefined }) =>
  file ?? targets.find(({ id }) => id === target)?.files[0] ?? '';

function planAdoption(world: World, request: AdoptRequest): AdoptionPlan {
  const { target, entry, name, variable, mechanism, reference, environmentId } = request;
  const read = request.secret ?? entry;
  const plan = planOf({
    target,
    environmentId,
    keyId: newId(),
    file: fileOf(request),
    server: entry,
    variable: variable ?? read,
    launch: { command: ['npx', '-y', 'mcp-server'] },
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(reference === undefined ? {} : { reference }),
  });
  const held = world.files === 'held';
  const removed = request.remove === true;
  return {
    ...plan,
    variable: variable ?? (/^\w+$/.test(read) && read !== 'Authorization' ? read : 'LINEAR_API_KEY'),
    removed,
    key: { id: newId(), name: held ? 'Mailer' : (name ?? read), isNew: !held },
    diff: removed ? [{ kind: 'removed', text: `${read}=••••••••`, line: 3 }] : plan.diff,
    warnings: removed
      ? [
          `Nothing sets ${read} any more. Start the program by: keyrack exec --key ${newId()}=${read} -- <command>`,
        ]
      : plan.warnings,
  };
}

/** Values in the clear, which come back by undo. */
export function adoptingHandlers(world: World, changed: (what: 'keys' | 'targets') => void): Methods {
  const adopted = new Set<string>();
  let last: { readonly entry: string; readonly sameValue: boolean; readonly file: string } | null = null;
  return {
    'adopting.find': async (place) => {
      const found = foundIn(world, place.target).filter(({ entry }) => !adopted.has(entry));
      return { file: fileOf(place), mode: world.files === 'none' ? null : '0644', found: [...found] };
    },
    'adopting.plan': async (request) => {
      last = {
        entry: request.entry,
        sameValue: request.sameValue === true,
        file: fileOf(request),
      };
      return planAdoption(world, request);
    },
    'adopting.adopt': async () => {
      if (last === null || (world.files === 'elsewhere' && !last.sameValue))
        throw new FakeFailure({
          code: 'same-value-elsewhere',
          message:
            'This value is in use in another environment: it is the key "Mailer" of the production environment "Production".',
          next: 'Enter a value of its own for "Development": a leak in one would be a leak in both.',
        });
      adopted.add(last.entry);
      const change = newId();
      const what = `Adopted ${last.entry}`;
      const row = { id: change, file: last.file, what, at: new Date().toISOString(), undone: false };
      world.changes = [row, ...world.changes];
      changed('keys');
      changed('targets');
      return { change, delivery: newId(), key: newId(), file: last.file, mode: '0600' };
    },
  };
}
