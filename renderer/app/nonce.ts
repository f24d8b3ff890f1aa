import { setNonce } from 'get-nonce';

/**
 * Hands the page's nonce to the libraries that inject styles.
 * SECURITY: main puts a fresh one into index.html each time; no style without it is applied (promise 6).
 */
export function passNonceOn(document: Document): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  if (meta !== null) setNonce(meta.content);
}
