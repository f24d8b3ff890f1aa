import type { AdoptionPlace, AdoptRequest, PlaintextRow } from '#shared/model/adoption.ts';
import type { Mechanism, Target } from '#shared/model/delivery.ts';
import { nameSchema, variableSchema } from '#shared/model/text-fields.ts';

export interface AdoptForm {
  readonly environmentId: string;
  /** Empty: as in the file. */
  readonly name: string;
  readonly variable: string;
  readonly reference: string;
  /** null: the best that is possible. */
  readonly mechanism: Mechanism | null;
  readonly remove: boolean;
  readonly sameValue: boolean;
}

type TextField = 'name' | 'variable' | 'reference';

/** What is wrong with what was typed; what is empty is as in the file. */
export function adoptProblems(form: AdoptForm): Partial<Record<TextField, string>> {
  const problems: Partial<Record<TextField, string>> = {};
  for (const [field, schema] of FIELDS) {
    if (form[field] === '') continue;
    const message = schema.safeParse(form[field]).error?.issues[0]?.message;
    if (message !== undefined) problems[field] = message;
  }
  return problems;
}

const FIELDS = [
  ['name', nameSchema],
  ['variable', variableSchema],
  ['reference', variableSchema],
] as const;

const isReferenced = (mechanism: Mechanism | null): boolean =>
  mechanism === null || mechanism === 'reference';

interface Wanted {
  readonly place: AdoptionPlace;
  readonly found: PlaintextRow;
  readonly target: Target | null;
}

/** @returns null: something that was typed cannot be used */
export function adoptRequestOf(form: AdoptForm, { place, found, target }: Wanted): AdoptRequest | null {
  if (Object.keys(adoptProblems(form)).length > 0) return null;
  const { environmentId, name, variable, reference, mechanism, remove, sameValue } = form;
  return {
    ...place,
    environmentId,
    entry: found.entry,
    // A variable alone is its own entry.
    ...(target?.takes === 'variable' ? {} : { secret: found.name }),
    ...(name === '' ? {} : { name }),
    ...(variable === '' ? {} : { variable }),
    // What was typed for a reference stays in the form, and is meant for no other mechanism.
    ...(reference === '' || remove || !isReferenced(mechanism) ? {} : { reference }),
    ...(mechanism === null || remove ? {} : { mechanism }),
    ...(remove ? { remove } : {}),
    ...(sameValue ? { sameValue } : {}),
  };
}
