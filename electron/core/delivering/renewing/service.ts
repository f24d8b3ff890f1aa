import type { Renewal } from '#shared/model/rotation.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';
import type { Secret } from '../../secret.ts';

/** What became of one delivery when its key got another value. */
export interface Renewed {
  /** The change by which a file or a store was written; null: nothing had to be written. */
  readonly change: string | null;
  /** One sentence for the journal. */
  readonly text: string;
}

/** Deliveries whose key has, or shall have, another value. */
export interface RenewingService {
  /** What a new value of the key means for each of its deliveries. Nothing is written, no secret is opened. */
  plan(keyId: string): Promise<readonly Renewal[]>;
  /** Deliveries of any key whose rows alone tell that a person is needed; a file or a program may ask for one as well. */
  people(): readonly (Pick<DeliveryRecord, 'keyId' | 'file'> & Pick<Renewal, 'targetName'>)[];
  /** What `plan` says of one delivery; null: there is none any more. */
  planOne(deliveryId: string): Promise<Renewal | null>;
  /**
   * Brings the key's value of now to where the delivery holds one. Done twice it does nothing the second time.
   * @param old the value before, where Keyrack has it: it tells our value in a file that somebody edited
   * @throws AppError conflict where a client has to be quit first or the file was changed meanwhile; file-*, storage-*, the store's refusal
   */
  renew(deliveryId: string, old: Secret | null): Promise<Renewed>;
  /**
   * Reads it again: does the new value stand there, and the old one no longer?
   * @throws AppError conflict where it does not
   */
  check(deliveryId: string, old: Secret | null): Promise<void>;
  /**
   * Whether the earlier value stands in its entry again, as of a file that was restored.
   * @returns false too where that cannot be read, as at a service
   * @throws AppError file-*, storage-*
   */
  isBack(deliveryId: string, old: Secret | null): Promise<boolean>;
  /**
   * Takes a renewal back: the file's bytes as they were where nobody wrote since, else the key's value of now in our entry.
   * @param change of `renew`; null: its id is not known, as of a process that was killed behind it
   * @param current the key's value of now, where Keyrack has it
   * @throws AppError conflict where a client has to be quit first, or nobody can tell any more what to put back
   */
  takeBack(deliveryId: string, change: string | null, current: Secret | null): Promise<void>;
}
