import { AppError } from '#core/errors.ts';
import type { Host, Manifest } from './manifest/index.ts';

type Params = Readonly<Record<string, string>>;

/** Params that Keyrack itself understands: a manifest names none of its own like them. */
const OWN_PARAMS: readonly string[] = ['api', 'host'];
export const isOwnParam = (name: string): boolean => OWN_PARAMS.includes(name);

// It ends up in headers, queries and paths.
const VALUE = /^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/;
/** One label of a host name. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

const PLACEHOLDER = /\{param\.([A-Za-z0-9]+)\}/g;
/** @returns the names of the params that a text takes from */
export const paramsIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

function refuse(message: string, next: string): never {
  throw new AppError('invalid-input', { message, next, field: 'params' });
}

/** @returns the manifest's own params, with its defaults where the user gave none */
export function withDefaults(manifest: Manifest, params: Params): Params {
  const known = manifest.params.flatMap(({ name, default: fallback }) => {
    const given = params[name];
    const value = given === undefined || given === '' ? fallback : given;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** Hosts that a connection can be made to, by their ids. */
export const chosenHosts = (manifest: Manifest): readonly Host[] =>
  manifest.hosts.filter(({ kind }) => kind === 'fixed' || kind === 'template');

function checkOwn(manifest: Manifest, params: Params): void {
  const { api, host } = params;
  if (api !== undefined && api !== 'inferred') {
    refuse(`The param api does not take "${api}".`, 'Its one value is inferred; leave it out otherwise.');
  }
  const ids = chosenHosts(manifest).map(({ id }) => id);
  if (host !== undefined && !ids.includes(host)) {
    const choice = ids.length === 0 ? 'It takes no host: leave it out.' : `Choose one of: ${ids.join(', ')}.`;
    refuse(`${manifest.name} has no host "${host}".`, choice);
  }
}

function checkValue(manifest: Manifest, name: string, value: string): void {
  const param = manifest.params.find((one) => one.name === name);
  if (param === undefined) {
    const names = [...manifest.params.map((one) => one.name), ...OWN_PARAMS].join(', ');
    refuse(`${manifest.name} has no param "${name}".`, `It knows: ${names}.`);
  }
  if (value === '') return;
  if (param.choices !== undefined && !param.choices.includes(value)) {
    refuse(`"${param.label}" does not take "${value}".`, `Choose one of: ${param.choices.join(', ')}.`);
  }
  const inHost = manifest.hosts.some((host) => 'baseUrl' in host && paramsIn(host.baseUrl).includes(name));
  if (inHost && param.choices === undefined && !LABEL.test(value)) {
    refuse(
      `"${param.label}" becomes a part of the service's address, and "${value}" cannot.`,
      'Use letters, digits and hyphens.',
    );
  }
  if (!VALUE.test(value)) {
    refuse(
      `"${param.label}" has characters that cannot be sent, or is too long.`,
      'Use up to 200 plain characters, without spaces around them.',
    );
  }
}

/** @throws AppError invalid-input, field `params` */
export function checkParams(manifest: Manifest, params: Params): void {
  checkOwn(manifest, params);
  for (const [name, value] of Object.entries(params)) {
    if (!isOwnParam(name)) checkValue(manifest, name, value);
  }
  const filled = withDefaults(manifest, params);
  const missing = manifest.params.find(({ name, required }) => required && filled[name] === undefined);
  if (missing !== undefined) {
    refuse(`${manifest.name} needs "${missing.label}".`, `Give the param ${missing.name}.`);
  }
}

/** @throws AppError invalid-input where a param has no value */
export function paramValue(params: Params, name: string): string {
  const value = params[name];
  if (value !== undefined) return value;
  return refuse(
    `The param ${name} has no value, and this request needs it.`,
    'Set it in the settings of the connection.',
  );
}

/** @returns the text with the values of params in it, as they are */
export const fillParams = (text: string, params: Params): string =>
  text.replace(PLACEHOLDER, (_, name: string) => paramValue(params, name));
