import { commit, discard, writeBeside } from './atomic-write.ts';
import { fileFailure } from './file-failure.ts';

/** Writes a file that the user named, whole or not at all. @throws AppError file-failed */
export async function writeNamedFile(file: string, text: string, mode: number): Promise<void> {
  try {
    const temporary = await writeBeside(file, new TextEncoder().encode(text), { mode });
    try {
      await commit(temporary, file);
    } catch (error) {
      await discard(temporary);
      throw error;
    }
  } catch (error) {
    throw fileFailure(file, 'written', error);
  }
}
