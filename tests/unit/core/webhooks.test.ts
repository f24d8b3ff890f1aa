import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '#core/secret.ts';
import { createWebhooks } from '#core/webhooks.ts';
import { hmac } from '../../../electron/platform/hmac.ts';

// RFC 4231, section 4.3.
const SECRET = new Secret('Jefe');
const PAYLOAD = new TextEncoder().encode('what do ya want for nothing?');
const HEX = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
const bytes = Buffer.from(HEX, 'hex');

const webhooks = createWebhooks({ hmac });
const verify = (signature: string, payload: Uint8Array = PAYLOAD, secret = SECRET) =>
  webhooks.verify(payload, signature, secret);

describe('the signature of a webhook', () => {
  it.each([
    ['hex', HEX],
    ['hex', HEX.toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ['hex, after "sha256="', `sha256=${HEX}`],
    ['base64, after "sha256="', `sha256=${bytes.toString('base64')}`],
    ['hex, after "sha256="', `  SHA256=${HEX}\n`],
  ])('is right as %s: %s', async (spelling, signature) => {
    expect(await verify(signature)).toEqual({
      valid: true,
      message: `The signature is right (${spelling}).`,
    });
  });

  it('is right as base64url', async () => {
    // A payload whose digest needs one of the two characters that differ.
    const payload = [...Array(50).keys()]
      .map((n) => Buffer.from(`payload ${n}`))
      .find((one) => /[+/]/.test(createHmac('sha256', 'Jefe').update(one).digest('base64')));
    const signature = createHmac('sha256', 'Jefe')
      .update(payload ?? '')
      .digest('base64url');
    expect(await verify(signature, payload)).toMatchObject({
      valid: true,
      message: expect.stringContaining('base64url'),
    });
  });

  it.each([
    ['the payload', Buffer.from('what do ya want for nothing!'), SECRET],
    ['a line break at the end', Buffer.from('what do ya want for nothing?\n'), SECRET],
    ['the secret', PAYLOAD, new Secret('jefe')],
  ])('is wrong where %s differs', async (_, payload, secret) => {
    expect((await verify(HEX, payload, secret)).valid).toBe(false);
  });

  it('is judged over raw bytes, whatever they are', async () => {
    const raw = Uint8Array.from([0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x80]);
    const signature = createHmac('sha256', 'Jefe').update(raw).digest('hex');
    expect((await verify(signature, raw)).valid).toBe(true);
    expect((await verify(signature, Buffer.from(raw.toString()))).valid).toBe(false);
  });

  it.each([
    ['', 'no signature'],
    ['sha256=', 'no signature'],
    ['sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709', 'no signature'],
    ['not a signature', 'no signature'],
    [`${HEX}=`, 'bytes'],
    [HEX.slice(2), 'bytes'],
    [`${HEX}00`, 'bytes'],
    ['YWJj', '3 bytes'],
    ['A', 'no signature'],
  ])('%j is told to be none: %s', async (signature, words) => {
    const verdict = await verify(signature);
    expect(verdict.valid).toBe(false);
    expect(verdict.message).toContain(words);
  });

  it('never tells the secret or what would be right', async () => {
    const secret = new Secret('a-secret-of-a-webhook');
    const right = createHmac('sha256', secret.expose()).update(PAYLOAD).digest('hex');
    const { message } = await verify(HEX, PAYLOAD, secret);
    expect(message).not.toContain(secret.expose());
    expect(message).not.toContain(right);
  });
});
