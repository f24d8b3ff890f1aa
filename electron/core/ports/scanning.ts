/** A place in a text where a secret of a known form stands, in UTF-16 units. */
export interface KnownForm {
  /** Whose or what it is, for people, such as `GitHub token`. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Finds secrets by the forms that services publish. Never fails for what a text holds. */
export type FindKnownForms = (text: string, path: string) => Promise<readonly KnownForm[]>;

/** A text file that was looked into. */
export interface ScannedFile {
  /** As it was named, or found below a folder that was named; whole. */
  readonly path: string;
  /** Where it really is: a profile is often a link into a folder of its own. */
  readonly realPath: string;
  /** Permission bits; null where the OS has none. */
  readonly mode: number | null;
  /** ISO 8601, UTC */
  readonly modifiedAt: string;
  readonly text: string;
}

export type Looked =
  | { readonly state: 'file'; readonly file: ScannedFile }
  /** It was not looked into, and why, in words. */
  | { readonly state: 'passed-over'; readonly path: string; readonly why: string }
  /** It holds no text, or stands where no text of the user's is. */
  | { readonly state: 'no-text' };

/** Reads files of others to look through them, and changes none but its mode. No method throws for what it finds. */
export interface ScanReader {
  /** A link is followed to its file. @returns null: there is nothing */
  file(path: string): Promise<Looked | null>;
  /** A file, or all below a folder; a link below it is not followed. @returns nothing where there is nothing */
  below(path: string, signal?: AbortSignal): AsyncIterable<Looked>;
  exists(path: string): Promise<boolean>;
  /** Whole paths of the files of a folder whose names fit. */
  named(folder: string, names: RegExp): Promise<readonly string[]>;
  /** The root of the git work tree that a file is in; null: it is in none. */
  workTree(path: string): Promise<string | null>;
  /**
   * Sets the permission bits of a file that is still as it was seen.
   * @throws AppError conflict, file-failed
   */
  setMode(file: Pick<ScannedFile, 'realPath' | 'mode'>, mode: number): Promise<void>;
}
