import type { IncomingHttpHeaders } from 'node:http';
import type { CounterpartLimits, ServiceDescription } from './description.ts';
import type { KeyTable } from './keys.ts';
import type { Order } from './misbehaviour.ts';

/** What a counterpart shows instead of its good certificate. */
export const DRESSES = [
  'good',
  'self-signed',
  'unknown authority',
  'expired',
  'not yet valid',
  'other host',
] as const;
export type Dress = (typeof DRESSES)[number];

/** A request as it arrived, carried out or not. */
export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The id of the key that asked; null: nobody who may. */
  readonly keyId: string | null;
  /** What was answered, or would have been; null: misbehaved before that was known. */
  readonly status: number | null;
  /** Bytes on the line, head and body. */
  readonly requestBytes: number;
  readonly answerBytes: number;
}

export interface StartOptions {
  /** Ways of sending the credential that are live; absent: all that the documents name. */
  readonly styles?: readonly string[];
  /** Absent: the service's own; null: none. */
  readonly limits?: CounterpartLimits | null;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface Counterpart {
  readonly id: string;
  /** https, on 127.0.0.1 */
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
  /** What manages its keys. */
  readonly credential: string;
  /** Newest last. May be emptied. */
  readonly seen: Seen[];
  /** Its database: what a person does at the console is done here. */
  readonly keys: KeyTable;
  misbehave(order: Order | null): void;
  wear(dress: Dress): void;
  stop(): Promise<void>;
}

export type StartCounterpart = (service: ServiceDescription, options?: StartOptions) => Promise<Counterpart>;
