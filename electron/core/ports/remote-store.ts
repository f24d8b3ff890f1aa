import type { Secret } from '../secret.ts';
import type { JsonValue } from './exporter.ts';

/** What stands in a program's own store. A value is never told. */
export interface RemoteItem {
  readonly id: string;
  readonly name: string;
  /** Changes with every change of it, whoever made it; null: the service tells nothing of the kind. */
  readonly revision: string | null;
}

/** What is to stand there. */
export interface RemoteContent {
  /** Ours: so that an answer that was lost can be looked for, and asking twice makes no second one. */
  readonly id: string;
  readonly name: string;
  /** What the service calls this sort of item. */
  readonly kind: string;
  /** With the value in it. */
  readonly content: JsonValue;
}

/** A program's own store of secrets, behind one connection, where whoever writes chooses the ids. */
export interface RemoteStore {
  /**
   * Whether all that a delivery needs can be done there with this credential. Changes nothing.
   * @throws AppError unsupported (which says what is missing), unauthorized, refused, network, tls, service-failed
   */
  probe(signal?: AbortSignal): Promise<void>;
  /** @returns null where there is none of this id */
  find(id: string, signal?: AbortSignal): Promise<RemoteItem | null>;
  /**
   * Sent once.
   * @param held what no word of an error may repeat
   * @throws AppError conflict where one of this id is there; outcome-unknown where it may be there now
   */
  add(item: RemoteContent, held: Secret, signal?: AbortSignal): Promise<RemoteItem>;
  /** Replaces all of it. @throws AppError not-found; outcome-unknown where it may be changed now */
  change(item: RemoteContent, held: Secret, signal?: AbortSignal): Promise<RemoteItem>;
  /** One that is not there counts as removed. @throws AppError outcome-unknown where it may be gone now */
  remove(id: string, signal?: AbortSignal): Promise<void>;
}
