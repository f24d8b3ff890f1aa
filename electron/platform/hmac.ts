import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Hmac } from '#core/ports/hmac.ts';
import { Secret } from '#core/secret.ts';

export const hmac: Hmac = {
  digest: (secret, payload) =>
    createHmac('sha256', secret.expose())
      .update(payload instanceof Secret ? payload.expose() : payload)
      .digest('hex'),
  matches: async (secret, payload, expected) => {
    const made = createHmac('sha256', secret.expose()).update(payload).digest();
    // SECURITY: how long it takes must not tell how many bytes are right.
    return made.length === expected.length && timingSafeEqual(made, expected);
  },
};
