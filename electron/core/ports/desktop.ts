/** What of the user's desktop a door may use: its file dialogs, its browser and mail program. */
export interface Desktop {
  /** Asks for a file to read. @throws AppError cancelled, file-refused (too large, no plain file), file-failed */
  open(what: PickedFile): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  /** Asks for a file that the domain reads. @returns its path. @throws AppError cancelled */
  pick(what: 'import'): Promise<string>;
  /** Asks where to write. @returns the file. @throws AppError cancelled, file-failed */
  save(what: SavedFile, suggestedName: string, text: string): Promise<string>;
  /** @param address https or mailto, of a manifest. @throws AppError forbidden-by-rule, unsupported */
  browse(address: string): Promise<void>;
}

export type PickedFile = 'manifest' | 'certificate' | 'payload';
export type SavedFile = 'manifest' | 'key-list' | 'activity' | 'calendar' | 'runbook' | 'note';
