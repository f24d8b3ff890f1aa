import type { FromInput, INPUTS, Leaf, Template, WRITES } from './manifest/template.ts';

type InputName = (typeof INPUTS)[number];

/** What a request can take from; what is absent is left out of the request. */
export type Inputs = Readonly<Partial<Record<InputName, unknown>>>;

export interface Filling {
  readonly inputs: Inputs;
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** Scopes `scm:read` and `scm:write` as `{ "scm": ["read", "write"] }`. */
function tree(scopes: readonly unknown[]): Record<string, string[]> {
  const branches = new Map<string, string[]>();
  for (const scope of scopes.map(String)) {
    const colon = scope.indexOf(':');
    const [branch, leaf] = colon < 0 ? [scope, ''] : [scope.slice(0, colon), scope.slice(colon + 1)];
    branches.set(branch, [...(branches.get(branch) ?? []), ...(leaf === '' ? [] : [leaf])]);
  }
  return Object.fromEntries(branches);
}

const lists: Readonly<Partial<Record<(typeof WRITES)[number], (list: readonly unknown[]) => unknown>>> = {
  tree,
  spaced: (list) => list.join(' '),
  comma: (list) => list.join(','),
};

const instants: Readonly<
  Partial<Record<(typeof WRITES)[number], (at: number, now: number, text: string) => unknown>>
> = {
  epochS: (at) => Math.floor(at / SECOND_MS),
  epochMs: (at) => at,
  day: (_, __, text) => text.slice(0, 10),
  // Rounded up: a key never lives shorter than asked for.
  secondsFromNow: (at, now) => Math.max(1, Math.ceil((at - now) / SECOND_MS)),
  daysFromNow: (at, now) => Math.max(1, Math.ceil((at - now) / DAY_MS)),
};

function write(value: unknown, as: FromInput['as'], now: Date): unknown {
  if (as === undefined || value === null || value === undefined) return value;
  if (as === 'not') return typeof value === 'boolean' ? !value : value;
  if (as === 'text') return Array.isArray(value) ? value.join(' ') : String(value);
  if (Array.isArray(value)) return lists[as]?.(value) ?? value;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? value : (instants[as]?.(at, now.getTime(), String(value)) ?? value);
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const PARAM = 'param.';

function take({ $: name, as, omitEmpty }: FromInput, { inputs, params, now }: Filling): unknown {
  const value = name.startsWith(PARAM) ? params[name.slice(PARAM.length)] : inputs[name as InputName];
  return omitEmpty === true && isEmpty(value) ? undefined : write(value, as, now);
}

const isFromInput = (template: object): template is FromInput => Object.hasOwn(template, '$');

/** @returns JSON to be sent; a member whose input is absent is left out */
export function fill(template: Template, filling: Filling): unknown {
  if (template === null || typeof template !== 'object') return template;
  if (Array.isArray(template)) {
    return template.map((inner: Template) => fill(inner, filling)).filter((value) => value !== undefined);
  }
  if (isFromInput(template)) return take(template, filling);
  const members = Object.entries(template)
    .map(([name, inner]) => [name, fill(inner as Template, filling)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(members);
}

/** @returns one value of a query; undefined where it is left out */
export const fillLeaf = (leaf: Leaf, filling: Filling): unknown =>
  typeof leaf === 'object' ? take(leaf, filling) : leaf;
