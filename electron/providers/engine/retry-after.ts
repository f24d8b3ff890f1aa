import { pick } from './answer-path.ts';
import type { Manifest } from './manifest/index.ts';

/** @returns reads how many milliseconds the body of an error asks to wait; null where it does not say */
export function retryAfterIn({ errors }: Manifest): (document: unknown) => number | null {
  const { retryAfter } = errors;
  if (retryAfter === undefined) return () => null;
  const unit = retryAfter.unit === 'seconds' ? 1_000 : 1;
  return (document) => {
    const value = pick(document, retryAfter.path);
    const wait = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
    return Number.isFinite(wait) && wait >= 0 && value !== '' ? wait * unit : null;
  };
}
