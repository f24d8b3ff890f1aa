// A sealed box: AES-256-GCM under a 256-bit key.
//
//   offset  bytes  what
//        0      8  magic: "KEYRACK" and a NUL
//        8      1  version: 1
//        9     12  nonce, random for each box
//       21      n  ciphertext, as long as the plain bytes
//     21+n     16  tag
//
// Associated data: the first 9 bytes, then the context as UTF-8. The context says what the box is: for a secret its
// account `<environment>/<key>`, for a copy of a file `backup/<name>`, for a data key `vault/<id>`. So a box that
// was moved to another name does not open.
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const HEADER = Buffer.from('KEYRACK\0\u0001', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const associated = (context: string) => Buffer.concat([HEADER, Buffer.from(context)]);

export function sealBox(key: KeyObject, context: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(context));
  return Buffer.concat([HEADER, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error where the box is not one, was changed, or was sealed under another key or context. */
export function openBox(key: KeyObject, context: string, box: Uint8Array): Uint8Array {
  const bytes = Buffer.from(box);
  const body = HEADER.length + NONCE_BYTES;
  if (bytes.length < body + TAG_BYTES || !bytes.subarray(0, HEADER.length).equals(HEADER)) {
    throw new Error('not a sealed box of this version');
  }
  const nonce = bytes.subarray(HEADER.length, body);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(body, -TAG_BYTES)), decipher.final()]);
}
