import type { Secret } from '#core/secret.ts';
import type { Exchange } from '#shared/model/connection.ts';
import type { Operation } from '#shared/model/provider.ts';
import type { Call } from '../http/call.ts';
import type { Context } from './context.ts';
import { CONTENT_TYPES, encodeBody, encodeQuery } from './encoding.ts';
import type { Candidate } from './manifest/auth.ts';
import type { RequestSpec } from './manifest/requests.ts';
import type { Written } from './opened.ts';
import { fillParams } from './params.ts';
import { fillPath } from './paths.ts';
import { redacted } from './redaction.ts';
import { type Filling, fill, fillLeaf, type Inputs } from './template.ts';
import type { ApiWay } from './ways.ts';

type Texts = Readonly<Record<string, string>>;

/** One thing to ask the service. */
export interface Ask {
  readonly operation: Operation;
  readonly way: ApiWay;
  readonly inputs: Inputs;
  /** The key itself, where the request is made with it. */
  readonly key?: Secret;
  /** Sent without any credential, whatever the manifest says. */
  readonly anonymous?: true;
  /** Besides the manifest's own: where in a list to go on. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** Instead of the manifest's path and query: the next page, below the base URL. */
  readonly next?: string;
  readonly read: Call['read'];
  readonly repeatable: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A request made ready, and what a person may see of it. */
export interface Prepared {
  readonly call: Call;
  readonly shown: Exchange['request'];
}

function pathOf({ manifest, access, params }: Context, ask: Ask, candidate: Candidate | null): string {
  const own = ask.way.evidence === 'inferred' ? access.paths[ask.operation] : undefined;
  const path = own ?? candidate?.paths[ask.operation] ?? ask.way.request.path;
  const { id } = ask.inputs;
  if (path.startsWith('{base}') && candidate === null) throw new Error(`${manifest.id} has no base path`);
  return fillPath(path, { id: typeof id === 'string' ? id : null, params, base: candidate?.basePath ?? '' });
}

function queryOf({ query }: RequestSpec, filling: Filling, more: Ask['query']): Record<string, unknown> {
  const own = Object.entries(query).map(([name, leaf]) => [name, fillLeaf(leaf, filling)] as const);
  return { ...Object.fromEntries(own), ...more };
}

/** Text of a header: `{param.name}`, and `{uuid}` for a new one each time. */
const headerText = (text: string, params: Texts): string =>
  fillParams(
    text.replaceAll('{uuid}', () => crypto.randomUUID()),
    params,
  );

function fixedHeaders({ manifest, params }: Context, ask: Ask, candidate: Candidate | null): Texts {
  const all = { ...manifest.headers, ...candidate?.headers, ...ask.way.request.headers };
  const filled = Object.entries(all)
    // A header for an optional param is left out where the user gave none.
    .filter(([, text]) =>
      [...text.matchAll(/\{param\.(\w+)\}/g)].every(([, name = '']) => params[name] !== undefined),
    )
    .map(([name, text]) => [name.toLowerCase(), headerText(text, params)] as const);
  return Object.fromEntries(filled);
}

export const headerRows = (headers: Texts): Exchange['request']['headers'] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function bodyOf(ask: Ask, filling: Filling): Written<string> | null {
  const { body, encoding } = ask.way.request;
  if (body === undefined) return null;
  const document = fill(body, filling);
  const shown = redacted(document, { sent: [], paths: [] });
  return { sent: encodeBody(document, encoding), shown: encodeBody(shown, encoding) };
}

/**
 * @param auth headers of the credential, as sent and as shown
 * @throws AppError invalid-input where an id or a param cannot be sent, or is missing
 */
export function prepare(
  context: Context,
  ask: Ask,
  candidate: Candidate | null,
  auth: Written<Texts>,
): Prepared {
  const { request } = ask.way;
  const filling = { inputs: ask.inputs, params: context.params, now: context.clock.now() };
  const path =
    ask.next ?? pathOf(context, ask, candidate) + encodeQuery(queryOf(request, filling, ask.query));
  const body = bodyOf(ask, filling);
  const type = body === null ? {} : { 'content-type': CONTENT_TYPES[request.encoding] };
  const headers = {
    accept: 'application/json',
    'user-agent': 'keyrack',
    ...type,
    ...fixedHeaders(context, ask, candidate),
  };
  const origin = context.reach.address(request.host);
  const { read, repeatable, signal } = ask;
  return {
    call: {
      method: request.method,
      path,
      origin,
      headers: { ...headers, ...auth.sent },
      body: body?.sent ?? null,
      read,
      repeatable,
      signal,
    },
    shown: {
      method: request.method,
      url: origin + path,
      headers: headerRows({ ...headers, ...auth.shown }),
      body: body?.shown ?? null,
    },
  };
}
