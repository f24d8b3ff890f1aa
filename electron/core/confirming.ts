import type { Environment } from '#shared/model/environment.ts';
import { isNameTyped } from '#shared/text/confirming-name.ts';
import { AppError } from './errors.ts';

/**
 * In production a destructive act needs the environment's name, as the user typed it.
 * @param act what is about to happen, such as `Deleting the key "CI"`
 * @throws AppError confirmation-needed
 */
export function confirmIn(environment: Environment, act: string, typed: string | undefined): void {
  if (environment.stage !== 'production') return;
  if (typed !== undefined && isNameTyped(environment.name, typed)) return;
  throw new AppError('confirmation-needed', {
    message: `${act} in the production environment "${environment.name}" needs its name as confirmation.`,
    next: `Type the name "${environment.name}" (in the command: after --confirm).`,
    field: 'confirm',
  });
}
