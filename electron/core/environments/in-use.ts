import type { Environment } from '#shared/model/environment.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Ledger } from '../ports/ledger.ts';

/**
 * Where something new is to be made: an archived environment keeps what it has, and gets nothing more.
 * @throws AppError not-found, forbidden-by-rule
 */
export function environmentInUse({ environments }: Pick<Ledger, 'environments'>, id: string): Environment {
  const environment = getRow('environment', environments, id);
  if (environment.archivedAt === null) return environment;
  throw new AppError('forbidden-by-rule', {
    message: `The environment "${environment.name}" is archived: it keeps its keys, and nothing new is made in it.`,
    next: `Unarchive it in Settings (in the command: keyrack env unarchive ${environment.id}), or choose another one.`,
    field: 'environmentId',
  });
}
