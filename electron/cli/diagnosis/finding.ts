import type { DeliveryRow } from '#shared/model/delivery.ts';
import type { RealOutside } from '../../outside.ts';
import type { Finding, Machine } from '../context.ts';
import type { Home } from '../home.ts';
import type { OpenServices } from '../open-services.ts';

/** What can be looked at before the ledger is opened. */
export interface Patient {
  readonly home: Home;
  readonly machine: Machine;
  /** The folder of this clone or package. */
  readonly root: string;
  readonly version: string;
  /** The user allowed a request to a service. */
  readonly isOnline: boolean;
  readonly open: () => Promise<OpenServices>;
}

/** And behind it. */
export interface OpenPatient extends Omit<Patient, 'open'> {
  readonly services: OpenServices['services'];
  readonly outside: RealOutside;
  /** Every file with an entry is read for it, so the checks share one look. */
  readonly deliveries: () => Promise<readonly DeliveryRow[]>;
}

export type Check<Of> = (of: Of) => Promise<readonly Finding[]> | readonly Finding[];

export const ok = (check: string, message: string): Finding => ({ check, state: 'ok', message, fix: null });

export const warning = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'warning',
  message,
  fix,
});

export const problem = (check: string, message: string, fix: string): Finding => ({
  check,
  state: 'problem',
  message,
  fix,
});

const SHOWN = 5;

/** @returns the first of many, for a line that people read */
export const firstOf = <T>(many: readonly T[]): readonly T[] => many.slice(0, SHOWN);

/** @returns the first of many in words, and how many more there are */
export function fewInWords(many: readonly string[]): string {
  const more = many.length - SHOWN;
  return `${firstOf(many).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** @returns what was found, and where that is nothing, that all is well */
export const orWell = (found: readonly Finding[], well: Finding): readonly Finding[] =>
  found.length > 0 ? found : [well];
