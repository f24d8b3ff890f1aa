import type { Try } from './attempt.ts';
import type { Call } from './call.ts';

export type LogLine = Readonly<Record<string, string | number>>;

interface Tried {
  readonly call: Call;
  readonly url: string;
  readonly result: Try;
  readonly tries: number;
  /** Milliseconds until its turn came. */
  readonly waited: number;
  readonly milliseconds: number;
}

/** `/v1/keys?limit&cursor`: a value of a query may be a secret, or say whose key it is. */
function bare(url: URL): string {
  const names = [...url.searchParams.keys()];
  return names.length === 0 ? url.pathname : `${url.pathname}?${names.join('&')}`;
}

/**
 * One try for the debug log.
 * SECURITY: it takes nothing from a header or a body, so that nothing of them can be written
 * (tests/contract/http/once: "without a header, a body").
 */
export function describeTry({ call, url, result, tries, waited, milliseconds }: Tried): LogLine {
  const address = new URL(url);
  return {
    method: call.method,
    host: address.host,
    path: bare(address),
    ...(result.state === 'answered' ? { status: result.answer.status } : { failure: result.failure.code }),
    milliseconds,
    attempt: tries,
    waited,
  };
}
