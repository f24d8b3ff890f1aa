import type { Environment, Stage } from './environment.ts';

const SERVER_MAX = 64;
const STAGE_MAX = 24;
const VARIABLE_MAX = 128;

const STAGE_WORDS: Record<Exclude<Stage, 'custom'>, string> = {
  development: 'dev',
  staging: 'staging',
  production: 'prod',
};

type Place = Pick<Environment, 'stage' | 'name'>;

function slug(text: string, otherwise: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || otherwise;
}

/** The word for an environment in a name that several share; a custom one is told by its own name. */
const endOf = ({ stage, name }: Place): string =>
  (stage === 'custom' ? slug(name, 'custom') : STAGE_WORDS[stage]).slice(0, STAGE_MAX);

/**
 * A server's name until the user picks one, such as `unizo-dev`, or `unizo-security` for a part of a service: several
 * environments can share a file by it.
 * @param service the provider's id, or the name of a local key
 * @param purpose of a server for a part of the service; null: it is for all of it
 * @returns a name that `serverNameSchema` accepts
 */
export function defaultServerName(
  service: string,
  environment: Place,
  purpose: string | null = null,
): string {
  const end = purpose ?? endOf(environment);
  return `${slug(service, 'key').slice(0, SERVER_MAX - end.length - 1)}-${end}`;
}

/**
 * The variable outside of a client that a reference names, such as `UNIZO_DEV_API_KEY` for `UNIZO_API_KEY`: entries of
 * several environments in one file need one each.
 */
export function defaultReference(variable: string, environment: Place): string {
  const [first = '', ...rest] = variable.split('_');
  const end = endOf(environment).replaceAll('-', '_').toUpperCase();
  const named = first === '' ? `${variable}_${end}` : [first, end, ...rest].join('_');
  return named.slice(0, VARIABLE_MAX);
}
