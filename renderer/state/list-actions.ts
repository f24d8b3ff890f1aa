import { api } from '../api/api.ts';
import { tellFile } from './telling.ts';

/** Keys without their values, to a file. */
export const exportList = (ids: readonly string[], format: 'csv' | 'json'): Promise<void> =>
  tellFile(api['keys.exportList']({ ids: [...ids], format }));
