import type { JsonValue } from './exporter.ts';

/** What a client does with an entry that stands in its file, its references filled in. */
export type ClientLaunch =
  | {
      readonly kind: 'started';
      readonly command: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'reached';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** A line for the shell that prints further headers as JSON; null: there is none. */
      readonly helper: string | null;
    };

/** Where an entry stands, and what the client would find. */
interface EntryPlace {
  readonly file: string;
  /** @returns the value of a variable as the client sees it; null: it is not set */
  readonly lookup: (variable: string) => string | null;
}

export interface ReadLaunch {
  readonly launch: ClientLaunch;
  /** Variables that the entry names and `lookup` does not know. */
  readonly missing: readonly string[];
  /** What the client fills in beside variables, as it stands there: only the client itself can tell it. */
  readonly unfilled: readonly string[];
}

/** @returns what the client would start or reach; null: the entry says neither */
export type ReadEntry = (value: JsonValue, place: EntryPlace) => ReadLaunch | null;
