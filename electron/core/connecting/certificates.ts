import { AppError } from '../errors.ts';

// RFC 7468: a label between the lines, base64 in between; explanatory text around is allowed.
// The body ends at the next line of the kind: looking further for its own would go through the whole text at each.
const BLOCK = /-----BEGIN ([^-\r\n]*)-----([^-]*(?:-(?!----)[^-]*)*)-----END ([^-\r\n]*)-----/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const SEQUENCE = 0x30;

const refuse = (message: string) =>
  new AppError('invalid-input', {
    message,
    next: 'Choose the file that holds the certificates of the authority, in PEM form.',
    field: 'ca',
  });

/** @returns whether this is one whole DER sequence (X.690, 8.1.3): what every certificate is */
function isSequence(base64: string): boolean {
  if (!BASE64.test(base64) || base64.length % 4 !== 0) return false;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const [tag, first] = bytes;
  if (tag !== SEQUENCE || first === undefined) return false;
  if (first < 0x80) return bytes.length === 2 + first;
  const size = first - 0x80;
  const length = bytes.slice(2, 2 + size).reduce((sum, byte) => sum * 256 + byte, 0);
  return size > 0 && size <= 3 && bytes.length === 2 + size + length;
}

/**
 * The certificates of a PEM text, without what stands around them.
 * @throws AppError invalid-input, field `ca`, which says which block is none
 */
export function readCertificates(pem: string): string {
  const blocks = [...pem.matchAll(BLOCK)];
  if (blocks.length === 0) throw refuse('The certificate authority holds no certificate in PEM form.');
  return blocks
    .map(([, begin, body, end], at) => {
      const which = blocks.length === 1 ? 'The block' : `Block ${at + 1} of ${blocks.length}`;
      // SECURITY: a private key that came along by mistake is refused, not kept in the ledger.
      if (begin !== 'CERTIFICATE' || end !== begin) {
        throw refuse(`${which} is no certificate but "${begin?.slice(0, 40) ?? ''}".`);
      }
      const base64 = (body ?? '').replaceAll(/\s+/g, '');
      if (!isSequence(base64)) throw refuse(`${which} is damaged: it does not hold a whole certificate.`);
      const lines = base64.match(/.{1,64}/g) ?? [];
      return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
    })
    .join('');
}
