import { comparableName } from '#shared/text/comparable-name.ts';
import { AppError } from '../errors.ts';
import type { Ledger } from '../ports/ledger.ts';

/** A name that an archived environment has looks free in every list: so it is said where it stands. @throws AppError name-taken */
export function assertNotArchived(
  { environments }: Pick<Ledger, 'environments'>,
  name: string,
  id: string,
): void {
  const wanted = comparableName(name);
  const same = environments
    .list()
    .find((each) => each.archivedAt !== null && each.id !== id && comparableName(each.name) === wanted);
  if (same === undefined) return;
  throw new AppError('name-taken', {
    message: `An archived environment is named "${same.name}".`,
    next: 'Unarchive that one, or choose another name.',
    field: 'name',
  });
}
