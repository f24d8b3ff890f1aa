/** A foreign file as it was found: what a later write compares against. */
export interface FileSnapshot {
  /** The path as given, and where it really is once links are followed. */
  readonly path: string;
  readonly realPath: string;
  /** The path itself is a link; folders on the way to it may be links all the same. */
  readonly isLink: boolean;
  /** null: there is no such file. */
  readonly bytes: Uint8Array | null;
  /** Permission bits, such as 0o644; null where there is no file or the OS has none. */
  readonly mode: number | null;
}

export interface Files {
  /**
   * Follows links to the real file.
   * @throws AppError file-refused (a folder, a device, a dangling link, another user's file), file-failed (unreadable)
   */
  snapshot(path: string): Promise<FileSnapshot>;
  /** Where a path leads, without reading what is there. @returns the path itself where that cannot be told */
  realPath(path: string): Promise<string>;
  /**
   * Temp file beside it, fsync, compare with the snapshot, rename, fsync of the folder.
   * Creates missing parent folders (0700); never changes the mode of one that is there.
   * @throws AppError conflict where the file is no longer the snapshot, file-failed where it cannot be written
   */
  replace(snapshot: FileSnapshot, bytes: Uint8Array, mode: number): Promise<void>;
  /** Removes the file if it still is the snapshot. @throws AppError conflict, file-failed */
  remove(snapshot: FileSnapshot): Promise<void>;
  /** Deletes what an interrupted `replace` or `remove` left beside this path. */
  sweep(path: string): Promise<void>;
  /** The same for every file of the folder that this path's real file is in: what was removed is not named again. */
  sweepFolder(path: string): Promise<void>;
}

/** Sealed copies of foreign files, the last five of each. */
export interface Backups {
  /**
   * @param needed copies that stay though five newer ones are there; asked only where there are older ones
   * @returns the name to read it by
   */
  save(path: string, bytes: Uint8Array, needed: () => ReadonlySet<string>): Promise<string>;
  read(name: string): Promise<Uint8Array>;
}
