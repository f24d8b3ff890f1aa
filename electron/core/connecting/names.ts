import type { Environment } from '#shared/model/environment.ts';
import { comparableName } from '#shared/text/comparable-name.ts';
import { AppError } from '../errors.ts';
import { inEnvironment } from '../finding.ts';
import type { Ledger } from '../ports/ledger.ts';

/** "Playground", then "Playground 2": a name that the user did not choose must not be in the way. */
function freeName(base: string, taken: ReadonlySet<string>): string {
  const candidates = Array.from({ length: taken.size + 1 }, (_, i) => (i === 0 ? base : `${base} ${i + 1}`));
  return candidates.find((name) => !taken.has(comparableName(name))) ?? base;
}

/**
 * @param wanted undefined: a free one after `base`
 * @param except the connection that is renamed
 * @throws AppError name-taken
 */
export function chooseName(
  ledger: Pick<Ledger, 'connections'>,
  environment: Environment,
  wanted: string | undefined,
  { base, except }: { readonly base: string; readonly except?: string },
): string {
  const others = inEnvironment(ledger.connections.list(), environment.id).filter(({ id }) => id !== except);
  const taken = new Set(others.map(({ name }) => comparableName(name)));
  if (wanted === undefined) return freeName(base, taken);
  if (!taken.has(comparableName(wanted))) return wanted;
  throw new AppError('name-taken', {
    message: `There is a connection named "${wanted}" in "${environment.name}" already.`,
    next: 'Choose another name.',
    field: 'name',
  });
}
