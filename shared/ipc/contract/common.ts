import * as z from 'zod/mini';
import { idSchema } from '../../model/text-fields.ts';

export const byId = z.strictObject({ id: idSchema });

export const nothing = z.undefined();

export const done = z.void();
