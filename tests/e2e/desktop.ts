import type { Keyrack } from './fixtures.ts';

/** The file that the next dialogs of the desktop are answered with; null: they are cancelled. */
export const pick = ({ app }: Keyrack, file: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({
      canceled: chosen === null,
      filePaths: chosen === null ? [] : [chosen],
    });
  }, file);

/** The file that the next dialogs for saving are answered with. */
export const pickToSave = ({ app }: Keyrack, file: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);

/** Keeps the desktop from opening anything. @returns what it was asked to open, so far */
export async function watchOpening({ app }: Keyrack): Promise<() => Promise<readonly string[]>> {
  const opened = await app.evaluateHandle(({ shell }) => {
    const asked: string[] = [];
    for (const name of ['openExternal', 'openPath'] as const) {
      Object.assign(shell, { [name]: async (what: string) => void asked.push(what) });
    }
    return asked;
  });
  return () => opened.jsonValue();
}

/** The file that the next save dialogs of the desktop are answered with. */
export const saveTo = ({ app }: Keyrack, file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
