import { type Entry, type FileExporter, type JsonValue, MASK } from '#core/ports/exporter.ts';

// What the clients share whose file holds `{ "mcpServers": { "<name>": { command, args, env } } }`.

/**
 * A server that the client starts itself; its value comes from `keyrack exec` (launcher) or stands in `env` (inline).
 * @throws Error for a launch or mechanism that the exporter's `choices` did not offer
 */
export function renderServer(entry: Entry, reveal: (secret: 'value') => string): JsonValue {
  const { launch } = entry;
  if (launch === null || !('command' in launch)) throw new Error('this launch was not offered');
  const words = launch.command;
  if (entry.mechanism === 'inline') {
    return server(words, { [entry.variable]: reveal('value'), ...entry.set });
  }
  if (entry.mechanism !== 'launcher') throw new Error(`${entry.mechanism} was not offered`);
  const exec = ['exec', '--key', `${entry.keyId}=${entry.variable}`, '--', ...words];
  return server([...entry.launcher, ...exec], entry.set);
}

function server(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): JsonValue {
  return { command, args, ...(Object.keys(env).length === 0 ? {} : { env }) };
}

/** Puts dots for the value of our variable in `env`, where an inline entry holds it. */
export const concealServer: FileExporter['conceal'] = (value, { mechanism, variable }) => {
  if (mechanism !== 'inline' || !isMap(value)) return value;
  const env = value.env;
  if (env === undefined || !isMap(env) || typeof env[variable] !== 'string') return value;
  return { ...value, env: { ...env, [variable]: MASK } };
};

function isMap(value: JsonValue): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
