import * as z from 'zod/mini';
import type { Stage } from './environment.ts';
import { isLoopback, parseUrl } from './server-url.ts';

const variablesSchema = z.record(z.string(), z.string());

/** Variables that a server understands and does not need, offered together. */
const serverOptionSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  about: z.string(),
  env: variablesSchema,
  /** It shows more than is good for long: Keyrack takes it out again. */
  temporary: z.boolean(),
});

/** An MCP server of a service, as its manifest describes it. */
export const mcpServerSchema = z.strictObject({
  id: z.string(),
  about: z.string(),
  /** The words of a command line. */
  command: z.array(z.string()),
  /** What it is for, where it is for a part of the service: a word for the entry's name. */
  purpose: z.nullable(z.string()),
  /** Its variables besides the key: text with `{base}`, `{stage}`, `{proxy}` and `{param.name}`. */
  env: variablesSchema,
  options: z.array(serverOptionSchema),
});
export type McpServer = z.infer<typeof mcpServerSchema>;

/** Where a key belongs: what the variables of a server are filled from. */
export interface Around {
  readonly stage: Stage;
  readonly baseUrl: string;
  /** Without its password; null: none. */
  readonly proxy: string | null;
  readonly params: Readonly<Record<string, string>>;
}

const VERSION = /(?<=.)@[^/@]+$/;
/** The same server is started with or without `-y`, and in one version or another. */
const essence = (words: readonly string[]): string =>
  JSON.stringify(words.filter((word) => !word.startsWith('-')).map((word) => word.replace(VERSION, '')));

/** @returns the service's own server that this command line starts; null: it is another's */
export function serverOf<Server extends Pick<McpServer, 'command'>>(
  servers: readonly Server[],
  command: readonly string[],
): Server | null {
  return servers.find((server) => essence(server.command) === essence(command)) ?? null;
}

/**
 * The variables that a server gets besides the key until the user changes them.
 * @param options ids of those that are switched on
 * @returns without those that need a parameter which the connection has not
 */
export function serverVariables(
  server: McpServer,
  options: readonly string[],
  around: Around,
): Record<string, string> {
  const chosen = server.options.filter(({ id }) => options.includes(id));
  const templates = [server.env, ...chosen.map(({ env }) => env)].flatMap((env) => Object.entries(env));
  return Object.fromEntries(
    templates.flatMap(([name, template]) => {
      const value = fill(template, around);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function fill(template: string, { stage, baseUrl, proxy, params }: Around): string | null {
  const values: Readonly<Record<string, string | undefined>> = {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`param.${name}`, value])),
    base: baseUrl,
    stage,
    proxy: proxy ?? '',
  };
  const names = [...template.matchAll(/\{([\w.]+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => values[name] === undefined)) return null;
  return template.replaceAll(/\{([\w.]+)\}/g, (_, name: string) => values[name] ?? '');
}

const PROXY = /_PROXY$/i;

/**
 * What speaks against a further variable of a server.
 * SECURITY: the key is sent to the address that stands there, so it may not be one without TLS.
 * @returns null where nothing does
 */
export function variableProblem(name: string, value: string): string | null {
  if (value === '') return `${name} is empty.`;
  const url = parseUrl(value);
  if (url === null) return null;
  if (url.password !== '') return `${name} holds a password, and would stand in the file in plain text.`;
  const isPlain = url.protocol === 'http:' && !isLoopback(url.hostname);
  return isPlain && !PROXY.test(name)
    ? `${name} is an http address: the key could be read on the way. Use https.`
    : null;
}
