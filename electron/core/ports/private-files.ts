/**
 * Keyrack's own small files, below the home: 0600, each write whole or not at all.
 * A name is relative to the home, with `/`: `vault.json`, `sealed/<id>`.
 * Every method throws AppError home-failed where the disk refuses.
 */
export interface PrivateFiles {
  /** Where this name is, for words to the user. */
  path(name: string): string;
  /** null: there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
  /** Makes or replaces. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Makes; of several that try at once, in any process, exactly one does. @returns false where it is there already */
  create(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Absent is fine. */
  remove(name: string): Promise<void>;
  /** Names of the files in a folder of the home, sorted, without what an interrupted write left. */
  list(folder: string): Promise<readonly string[]>;
}
