import type { Environment, Stage } from './environment.ts';

const SERVER_MAX = 64;
const STAGE_MAX = 24;

const STAGE_WORDS: Record<Exclude<Stage, 'custom'>, string> = {
  development: 'dev',
  staging: 'staging',
  production: 'prod',
};

function slug(text: string, otherwise: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || otherwise;
}

/**
 * A server's name until the user picks one, such as `unizo-dev`: several environments can share a file by it.
 * @param service the provider's id, or the name of a local key
 * @returns a name that `serverNameSchema` accepts
 */
export function defaultServerName(service: string, environment: Pick<Environment, 'stage' | 'name'>): string {
  const { stage, name } = environment;
  const end = (stage === 'custom' ? slug(name, 'custom') : STAGE_WORDS[stage]).slice(0, STAGE_MAX);
  return `${slug(service, 'key').slice(0, SERVER_MAX - end.length - 1)}-${end}`;
}
