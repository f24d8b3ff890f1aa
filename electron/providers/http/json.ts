import { AppError } from '#core/errors.ts';

const failed = (service: string, what: string) =>
  new AppError('service-failed', {
    message: `${service} gave an answer that Keyrack cannot use: ${what}.`,
    next: 'Check the base URL of the connection, or try again later.',
  });

/** @returns where the string that begins at `start` ends. A loop: a regular expression would backtrack on hostile text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** No parser or walker of ours recurses deeper than `max`. Brackets inside strings do not count. */
export function isDeeper(text: string, max: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= max; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
  }
  return depth > max;
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** @throws AppError service-failed where the answer does not call itself JSON */
export function checkJsonType(service: string, contentType: string | null): void {
  if (contentType === null || !JSON_TYPE.test(contentType)) throw failed(service, 'it is not JSON');
}

/** @throws AppError service-failed (not UTF-8, not JSON, too deep); never quotes the text */
export function parseJson(service: string, bytes: Uint8Array, maxDepth: number): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw failed(service, 'it is not UTF-8 text');
  }
  if (isDeeper(text, maxDepth)) throw failed(service, `it is nested deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text);
  } catch {
    // SECURITY: V8's own message quotes the text, which may hold a key.
    throw failed(service, 'it is not whole JSON');
  }
}
