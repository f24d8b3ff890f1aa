import type { MechanismChoice } from '#shared/model/delivery.ts';
import type { Secret } from '../secret.ts';
import type { RunProgram } from './processes.ts';

/** A secret as its store lists it: never the value, which the store gives back to nobody. */
export interface StoredName {
  readonly name: string;
  /** When it was set last, in the store's own words. */
  readonly updatedAt: string;
}

/** A store of secrets at a service, in which each place (a repository) has secrets by name. It has no file here. */
export interface PlaceExporter {
  readonly kind: 'api';
  readonly id: string;
  readonly name: string;
  readonly tried: boolean;
  readonly takes: 'variable';
  /** How a place is written, in words that say what to type. */
  readonly placeSyntax: string;
  /**
   * SECURITY: what this gives goes to a program as an argument.
   * @returns the one way in which this place is written, so that the same place is known again; null: it is no place
   */
  placeOf(text: string): string | null;
  /** Why it takes no secret of this name; null: it does. */
  nameProblem(name: string): string | null;
  /** Ends of a value that get lost on the way. */
  readonly loses: RegExp;
  /** Largest value, in bytes of UTF-8. */
  readonly bytesMax: number;
  /** Best first, with why; all five are named. */
  readonly choices: readonly MechanismChoice[];
  /** What should be known before a key goes there. */
  readonly warnings: readonly string[];
  /** @throws AppError unsupported, unauthorized, refused, rate-limited, network, service-failed */
  list(run: RunProgram, place: string): Promise<readonly StoredName[]>;
  /** @throws AppError as of `list`; outcome-unknown where no answer came */
  set(run: RunProgram, at: { readonly place: string; readonly name: string }, value: Secret): Promise<void>;
  /** @throws AppError as of `set` */
  remove(run: RunProgram, at: { readonly place: string; readonly name: string }): Promise<void>;
}
