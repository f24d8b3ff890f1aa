const MAX_LENGTH = 8_000;
// One link of RFC 8288 section 3: <target>, then its parameters up to the comma that begins the next one.
const LINK = /<([^<>]*)>([^<]*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;
const NO_RESULTS = /;\s*results\s*=\s*"?false"?/i;

/**
 * Reads a Link header (RFC 8288).
 * @returns the target whose relation is `next`; null where there is none, or the service says that nothing is there
 */
export function nextLink(header: string | null): string | null {
  if (header === null || header.length > MAX_LENGTH) return null;
  for (const [, target = '', params = ''] of header.matchAll(LINK)) {
    const rel = REL.exec(params);
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) return NO_RESULTS.test(params) ? null : target;
  }
  return null;
}
