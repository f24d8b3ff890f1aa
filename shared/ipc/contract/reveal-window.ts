import * as z from 'zod/mini';
import type { Contract } from '../define.ts';

/** The reveal window's own calls. SECURITY: only the window that the token was made for can spend it, once. */
export const revealWindow = {
  'reveal.take': {
    input: z.strictObject({ token: z.uuid() }),
    output: z.strictObject({
      name: z.string(),
      environment: z.string(),
      secret: z.string(),
      seconds: z.number(),
    }),
  },
  'reveal.hide': { input: z.undefined(), output: z.void() },
} satisfies Contract;

export type RevealWindow = typeof revealWindow;
