import { AppError } from '../errors.ts';
import type { RotatingDeps } from './deps.ts';

/** What cannot be settled now, as its file cannot be read, fails the step that comes to it. */
export async function settled({ settleDeliveries }: Pick<RotatingDeps, 'settleDeliveries'>): Promise<void> {
  try {
    await settleDeliveries();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
