import { get, type IncomingMessage } from 'node:http';
import { isSameProof, newNonce, proofOf } from './tokens.ts';

const PROBE_MS = 2_000;
const MAX_ANSWER = 1_000;

async function readProof(message: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of message) {
    text += String(chunk);
    if (text.length > MAX_ANSWER) throw new Error('too long to be ours');
  }
  return (JSON.parse(text) as { readonly proof?: unknown } | null)?.proof;
}

/**
 * Whether the service of this home listens there. No credential is part of the question: a stranger on our port
 * learns a random number (tests/unit/playground/host: "a squatter").
 */
export function isOurs(port: number, proofKey: Uint8Array): Promise<boolean> {
  const nonce = newNonce();
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: `/v1/health?nonce=${nonce}`, agent: false };
    const request = get({ ...options, signal: AbortSignal.timeout(PROBE_MS) }, (message) => {
      readProof(message).then(
        (proof) => resolve(typeof proof === 'string' && isSameProof(proof, proofOf(proofKey, port, nonce))),
        () => resolve(false),
      );
    });
    request.once('error', () => resolve(false));
  });
}
