import type { EntryForm } from './mcp-form.ts';

type Lookup = (variable: string) => string | null;

export interface Filling {
  /** The text as the client makes it; a variable that is not set stays as it is written. */
  fill(text: string): string;
  /** A variable that the entry names. */
  lookup: Lookup;
  /** Names that were looked up and are not set. */
  readonly missing: Set<string>;
  /** What the client fills in beside variables. */
  readonly unfilled: Set<string>;
}

const NAME = '([A-Za-z_][A-Za-z0-9_]*)';
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How the client's own reference reads, told by the one that we write. */
function ownReference({ refer }: Pick<EntryForm, 'refer'>): readonly RegExp[] {
  if (refer === null) return [];
  const [before = '', after = ''] = refer('\0').split('\0');
  return [new RegExp(`${escaped(before)}${NAME}${escaped(after)}()`)];
}

/**
 * Fills variables in, each place once, as the client does.
 * @param literal what the client takes for something to fill in, variable or not; null: nothing
 */
export function createFilling(
  form: Pick<EntryForm, 'refer' | 'references'>,
  literal: RegExp | null,
  ask: Lookup,
): Filling {
  const patterns = form.references ?? ownReference(form);
  const missing = new Set<string>();
  const unfilled = new Set<string>();
  const all =
    patterns.length === 0 ? /(?!)/g : new RegExp(patterns.map(({ source }) => source).join('|'), 'g');
  const lookup: Lookup = (name) => {
    const value = ask(name);
    if (value === null) missing.add(name);
    return value;
  };
  const valueFor = (found: string, groups: readonly (string | undefined)[]): string => {
    const at = groups.findIndex((group, index) => index % 2 === 0 && group !== undefined);
    const [name = '', otherwise = ''] = groups.slice(at, at + 2);
    if (otherwise !== '') return ask(name) ?? otherwise;
    return lookup(name) ?? found;
  };
  return {
    fill: (text) => {
      const special = literal === null ? null : new RegExp(literal).exec(text.replaceAll(all, ' '));
      if (special !== null) unfilled.add(special[0]);
      return text.replaceAll(all, (found, ...rest) => valueFor(found, rest.slice(0, patterns.length * 2)));
    },
    lookup,
    missing,
    unfilled,
  };
}
