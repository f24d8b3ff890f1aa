export interface Reply {
  readonly status: number;
  /** null: no body */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: Reply['body']): Reply => ({ status: 200, body });
export const created = (body: Reply['body']): Reply => ({ status: 201, body });
export const gone: Reply = { status: 204, body: null };

export function refuse(status: number, code: string, message: string, headers: Reply['headers'] = {}): Reply {
  return { status, body: { error: { code, message } }, headers };
}

export const notFound = (): Reply => refuse(404, 'not_found', 'There is nothing here.');

/** RFC 6750 section 3 */
export const unauthorized = (code: string, message: string): Reply =>
  refuse(401, code, message, { 'www-authenticate': 'Bearer realm="Keyrack Playground"' });

/** A step that either goes on with something or ends with a reply. */
export type Step<T> =
  | { readonly pass: true; readonly value: T }
  | { readonly pass: false; readonly reply: Reply };

export const pass = <T>(value: T): Step<T> => ({ pass: true, value });
export const stop = (reply: Reply): Step<never> => ({ pass: false, reply });
