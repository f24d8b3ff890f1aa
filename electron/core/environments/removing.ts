import type { Environment } from '#shared/model/environment.ts';
import { AppError } from '../errors.ts';
import type { Ledger } from '../ports/ledger.ts';

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** @throws AppError forbidden-by-rule while keys or connections stand in it */
export function assertEmpty(ledger: Ledger, environment: Environment): void {
  const inIt = (row: { readonly environmentId: string }) => row.environmentId === environment.id;
  // A key that is being made counts: its service may have it already.
  const keys = ledger.keys.list().filter(inIt).length + ledger.intents.list().filter(inIt).length;
  const connections = ledger.connections.list().filter(inIt).length;
  if (keys + connections === 0) return;
  const held = [counted(keys, 'key'), counted(connections, 'connection')].filter((words) => words !== null);
  throw new AppError('forbidden-by-rule', {
    message: `The environment "${environment.name}" is not empty: it has ${held.join(' and ')}.`,
    next: `Delete its keys and remove its connections first${environment.archivedAt === null ? ', or archive it' : ''}.`,
  });
}
