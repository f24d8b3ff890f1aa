import type { ImportFormat } from '#shared/model/import.ts';
import type { Secret } from '../secret.ts';

/** One value of a file that somebody exported. */
export interface ImportItem {
  /** As the file has it: anything that people type. */
  readonly name: string;
  /** The variable that programs read, as the file has it; null: it knows none. */
  readonly variable: string | null;
  /** Whether it looks like a key of a service; else it is a login, or a setting. */
  readonly isKey: boolean;
  readonly secret: Secret;
  /** Why what the value is cannot be told; null: it can. */
  readonly unclear: string | null;
}

export interface ImportReading {
  readonly items: readonly ImportItem[];
  /** What is in the file and in no item, as counts in words (`2 notes`): it would be lost with the file. */
  readonly passedOver: readonly string[];
}

/** Reads a file of values that another program wrote. */
export interface Importer {
  readonly id: ImportFormat;
  readonly name: string;
  /** Told by the beginning of the text. */
  recognises(text: string): boolean;
  /** All or nothing. @throws AppError file-refused, which names the line or item and never quotes it */
  read(text: string): ImportReading;
}
