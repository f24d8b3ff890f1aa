import type { ImportChoice, ImportPlan, ImportRequest, ImportResult } from '#shared/model/import.ts';

export interface ImportRun {
  /** Ends it between two values: what is kept stays, and the rest is told as `left`. */
  readonly signal?: AbortSignal;
  /** @param done values that are through, of `of` */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface ImportingService {
  /** Reads a file of another program and keeps nothing. @throws AppError not-found, file-refused, storage-* */
  plan(request: ImportRequest): Promise<ImportPlan>;
  /** Keeps the chosen values, one after the other; where one fails, those before it stay. */
  run(plan: string, choice: ImportChoice, run?: ImportRun): Promise<ImportResult>;
  /**
   * Deletes the file that was read, if it is still the same.
   * @throws AppError conflict; forbidden-by-rule where anything would be lost with it, or it is a link
   */
  deleteFile(plan: string): Promise<void>;
  /** Lets go of the values of the last plan. */
  forget(): void;
}
