import type { WebhookVerdict } from '#shared/model/connection.ts';
import type { Hmac } from './ports/hmac.ts';
import type { WebhookService } from './services.ts';

/** Of SHA-256. */
const DIGEST_BYTES = 32;

interface Spelling {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function fromBase64(text: string): Uint8Array | null {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  try {
    return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** @returns how a signature of 32 bytes is written; null where it is none of the spellings */
function read(signature: string): Spelling | null {
  const { prefix = '', digest = '' } =
    /^(?<prefix>sha256=)?(?<digest>.*)$/is.exec(signature.trim())?.groups ?? {};
  const after = prefix === '' ? '' : ', after "sha256="';
  if (/^[0-9a-f]+$/i.test(digest) && digest.length === 2 * DIGEST_BYTES) {
    return { name: `hex${after}`, bytes: fromHex(digest) };
  }
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(digest)) return null;
  const bytes = fromBase64(digest);
  const urlSafe = /[-_]/.test(digest) ? 'base64url' : 'base64';
  return bytes === null ? null : { name: `${urlSafe}${after}`, bytes };
}

const invalid = (message: string): WebhookVerdict => ({ valid: false, message });

/** Whether a webhook comes from who knows its secret: HMAC-SHA256 over the raw bytes of the payload. */
export function createWebhooks({ hmac }: { readonly hmac: Hmac }): WebhookService {
  return {
    verify: async (payload, signature, secret) => {
      const spelling = read(signature);
      if (spelling === null) {
        return invalid('This is no signature: it is neither hex nor base64, bare or after "sha256=".');
      }
      const { name, bytes } = spelling;
      if (bytes.length !== DIGEST_BYTES) {
        return invalid(
          `The signature, read as ${name}, has ${bytes.length} bytes; one of HMAC-SHA256 has ${DIGEST_BYTES}.`,
        );
      }
      if (await hmac.matches(secret, payload, bytes)) {
        return { valid: true, message: `The signature is right (${name}).` };
      }
      return invalid(
        `The signature (${name}) is not the one that this secret makes of these ${payload.length} bytes. A payload that was parsed and written again no longer has the bytes that were signed.`,
      );
    },
  };
}
