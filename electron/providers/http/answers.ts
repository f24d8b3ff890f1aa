// 408 and 499 say that the other side lost us, not what it did.
const UNCLEAR = new Set([408, 499]);

/** Whether the service says clearly that it did nothing. */
export const isClearRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && !UNCLEAR.has(status);
