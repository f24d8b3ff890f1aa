import type { IncomingMessage } from 'node:http';
import { callerOf } from './callers.ts';
import type { CounterpartLimits, Problem, Reply, ServiceDescription } from './description.ts';
import type { KeyTable, StoredKey } from './keys.ts';
import { createGate } from './pacing.ts';
import { checkHeaders, type Found, findRoute, readBody, readQuery } from './strictness.ts';

export interface HandlerOptions {
  /** Ways of sending the credential that are live; absent: all that the documents name. */
  readonly styles?: readonly string[];
  /** Absent: the service's own; null: none. */
  readonly limits?: CounterpartLimits | null;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

interface Outcome {
  readonly reply: Reply;
  readonly caller: StoredKey | null;
}

type Handle = (message: IncomingMessage, body: string, port: number) => Outcome;

const isProblem = (thing: object): thing is Problem => 'is' in thing;

/** From a whole request to the service's answer: every rule of the service, none of a client. */
export function createHandler(service: ServiceDescription, options: HandlerOptions, keys: KeyTable): Handle {
  const { now = Date.now, limits = service.limits, styles: live = Object.keys(service.styles) } = options;
  const gate = createGate(service, limits, now);

  const admit = (message: IncomingMessage, path: string, port: number) => {
    const strange = checkHeaders(message, service, port);
    if (strange !== null) return strange;
    const found = findRoute(service.routes, message.method ?? '', path);
    if (isProblem(found)) return found;
    const address = message.socket.remoteAddress ?? '127.0.0.1';
    const { headers } = message;
    const who = callerOf(service, { route: found.route, headers, address, live, keys, now: now() });
    return isProblem(who) ? who : { ...found, ...who };
  };

  const carryOut = (
    message: IncomingMessage,
    text: string,
    { route, params }: Found,
    caller: StoredKey | null,
  ) => {
    const query = readQuery(route, new URL(message.url ?? '', 'https://counterpart').searchParams);
    if (isProblem(query)) return query;
    const body = readBody(route, text, message.headers['content-type']);
    if (isProblem(body)) return body;
    return route.run({ params, ...query, ...body, caller, keys, now: now() });
  };

  return (message, text, port) => {
    const admitted = admit(message, new URL(message.url ?? '', 'https://counterpart').pathname, port);
    if (isProblem(admitted)) return { reply: service.refuse(admitted), caller: null };
    const { caller } = admitted;
    const name = limits?.of ?? caller?.id ?? 'nobody';
    const leave = gate.enter(name);
    if (isProblem(leave)) return { reply: { ...service.refuse(leave) }, caller };
    message.socket.once('close', leave);
    if (caller !== null) {
      caller.lastUsedAt = now();
      caller.uses.push(now());
    }
    const result = carryOut(message, text, admitted, caller);
    const reply = isProblem(result) ? service.refuse(result) : result;
    return { reply: { ...reply, headers: { ...gate.headers(name), ...reply.headers } }, caller };
  };
}
