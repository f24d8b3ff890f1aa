import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type AuthStyle, type Call, type Problem, type Reply, type Route, route } from './description.ts';
import { problem } from './strictness.ts';

// The ways in which services let the one in who manages keys. The application is always this one.

export const APP = 'grower-7-of-the-eastern-hill-4f1c9b2d60';
const EXPIRES_S = 600;

export type Entry = 'headers' | 'basic' | 'oauth2-basic' | 'oauth2-body' | 'login-body' | 'login-header';

export interface Gateway {
  /** How the manager is known on all routes but those of the gateway. */
  readonly style: AuthStyle;
  /** Besides, for buying a token. */
  readonly client: AuthStyle | null;
  readonly routes: readonly Route[];
  /** All tokens end at once. */
  forget(): void;
}

/** RFC 7617, and for clients of OAuth2 both form-encoded (RFC 6749, 2.3.1). */
function passwordIn(value: string, decode: (text: string) => string): string | null {
  const [user = '', ...rest] = Buffer.from(value, 'base64').toString().split(':');
  return decode(user) === APP ? decode(rest.join(':')) : null;
}

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
const wrong = problem('invalid', 401, 'Nobody of that name.');

/** RFC 6749 section 4.4 */
const grant = { grant_type: z.literal('client_credentials'), scope: z.literal('keys.manage') };

export function createGateway(entry: Entry): Gateway {
  const tokens = new Map<string, string>();
  const secretOf = (token: string): string | null => tokens.get(token) ?? null;
  const none = { client: null, routes: [], forget: () => tokens.clear() };
  const mint = (secret: string): string => {
    const token = `tok_${randomBytes(24).toString('base64url')}`;
    tokens.set(token, secret);
    return token;
  };
  /** @param give how the token is told */
  const buyer = (path: string, body: z.ZodMiniType, give: (token: string) => Reply): Route =>
    route({
      method: 'POST',
      path,
      styles: [],
      body,
      run: ({ body: sent, keys }: Call): Reply | Problem => {
        const { user, client_id: id, pass, client_secret: secret } = sent as Record<string, string>;
        const password = pass ?? secret ?? '';
        return (user ?? id) === APP && keys.bySecret(password)?.hidden === true
          ? give(mint(password))
          : wrong;
      },
    });
  const asBody = (name: string) => (token: string) => ({
    status: 200,
    body: { [name]: token, token_type: 'Bearer', expires_in: EXPIRES_S },
  });
  const token = { header: 'authorization', scheme: 'Bearer', secretOf };
  const login = z.strictObject({ user: z.string(), pass: z.string(), purpose: z.literal('keys') });

  switch (entry) {
    case 'headers':
      return {
        ...none,
        style: { header: 'x-orchard-password', with: { 'x-orchard-app': new RegExp(`^${APP}$`) } },
      };
    case 'basic': {
      const open = (value: string) => passwordIn(value, (text) => text);
      return { ...none, style: { header: 'authorization', scheme: 'Basic', secretOf: open } };
    }
    case 'oauth2-basic': {
      // The caller is judged by the style; its secret is what the token stands for.
      let known = '';
      const remember = (value: string) => {
        known = passwordIn(value, formDecoded) ?? '';
        return known;
      };
      const buy = route({
        method: 'POST',
        path: '/oauth/token',
        styles: ['client'],
        encoding: 'form',
        body: z.strictObject(grant),
        run: () => asBody('access_token')(mint(known)),
      });
      const client = { header: 'authorization', scheme: 'Basic', secretOf: remember };
      return { ...none, style: token, client, routes: [buy] };
    }
    case 'oauth2-body': {
      const body = z.strictObject({ ...grant, client_id: z.string(), client_secret: z.string() });
      const buy = { ...buyer('/oauth/token', body, asBody('access_token')), encoding: 'form' as const };
      return { ...none, style: token, routes: [buy] };
    }
    case 'login-body':
      return { ...none, style: token, routes: [buyer('/v1/enter', login, asBody('pass'))] };
    case 'login-header': {
      const give = (value: string) => ({ status: 201, body: {}, headers: { 'x-pass': value } });
      const style = { header: 'x-pass', secretOf };
      return { ...none, style, routes: [buyer('/v1/enter', login, give)] };
    }
  }
}
