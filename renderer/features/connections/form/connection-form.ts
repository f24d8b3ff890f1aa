import * as z from 'zod/mini';
import type { Connection, ConnectionChanges, NewConnection } from '#shared/model/connection.ts';
import { newConnectionSchema } from '#shared/model/connection.ts';
import type { Preferences } from '#shared/model/preferences.ts';
import type { Provider } from '#shared/model/provider.ts';
import { connectionSettingsText } from '../../../text/connection-settings.ts';
import { needsBaseUrl } from './what-it-needs.ts';

export interface ConnectionForm {
  environmentId: string;
  provider: string;
  name: string;
  baseUrl: string;
  params: Record<string, string>;
  api: 'guided' | 'inferred';
  /** By operation; empty: the manifest's own. */
  paths: Record<string, string>;
  proxyUrl: string;
  proxyUser: string;
  proxyBypass: string;
  proxyPassword: boolean;
  ca: string;
  /** Settings alone: the entry window asks for a new one. */
  credential: boolean;
}

const NO_DEFAULTS = { proxyUrl: '', proxyBypass: '' };

export interface NewConnectionCall {
  readonly connection: NewConnection;
  readonly askProxyPassword: boolean;
}

/** What a service starts with, when it is picked. */
export const serviceDefaults = (
  provider: Provider | null,
): Pick<ConnectionForm, 'params' | 'api' | 'baseUrl'> => ({
  params: Object.fromEntries((provider?.params ?? []).map((param) => [param.name, param.default ?? ''])),
  api: 'guided',
  baseUrl: '',
});

/** @param defaults what the user wants each new connection to begin with */
export const emptyForm = (
  environmentId: string,
  provider: Provider | null,
  defaults: Preferences['connectionDefaults'] = NO_DEFAULTS,
): ConnectionForm => ({
  environmentId,
  provider: provider?.id ?? '',
  name: '',
  paths: {},
  proxyUser: '',
  proxyPassword: false,
  ca: '',
  credential: false,
  ...defaults,
  ...serviceDefaults(provider),
});

/** `api` has its own place in the form; every other param is a field, `host` too. */
export function formOf(connection: Connection): ConnectionForm {
  const { environmentId, provider, name, params, inferred, paths, proxy, ca, customHost, baseUrl } =
    connection;
  const { api: _api, ...fields } = params;
  return {
    environmentId,
    provider,
    name,
    baseUrl: customHost ? baseUrl : '',
    params: fields,
    api: inferred ? 'inferred' : 'guided',
    paths,
    proxyUrl: proxy?.url ?? '',
    proxyUser: proxy?.user ?? '',
    proxyBypass: proxy?.bypass ?? '',
    proxyPassword: false,
    ca: ca ?? '',
    credential: false,
  };
}

const filled = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

function paramsOf({ params, api }: ConnectionForm): Record<string, string> {
  return { ...filled(params), ...(api === 'inferred' ? { api } : {}) };
}

function proxyOf(form: ConnectionForm): Connection['proxy'] {
  const url = form.proxyUrl.trim();
  if (url === '') return null;
  const user = form.proxyUser.trim();
  return { url, user: user === '' ? null : user, bypass: form.proxyBypass.trim() };
}

/** A proxy's password goes with a proxy and its user. */
export const asksProxyPassword = (form: ConnectionForm): boolean =>
  form.proxyPassword && (proxyOf(form)?.user ?? null) !== null;

/** What is left empty is not sent: main names the connection after its service, and knows its address. */
export function newConnectionOf(form: ConnectionForm): NewConnectionCall {
  const { environmentId, provider } = form;
  const params = paramsOf(form);
  const proxy = proxyOf(form);
  const [name, baseUrl, ca] = [form.name.trim(), form.baseUrl.trim(), form.ca.trim()];
  return {
    connection: {
      environmentId,
      provider,
      ...(name === '' ? {} : { name }),
      ...(baseUrl === '' ? {} : { baseUrl }),
      ...(Object.keys(params).length === 0 ? {} : { params }),
      ...(proxy === null ? {} : { proxy }),
      ...(ca === '' ? {} : { ca: `${ca}\n` }),
    },
    askProxyPassword: asksProxyPassword(form),
  };
}

/** @param connection as it is now: one that has no address yet is given its first one */
export function changesOf(
  { id, baseUrl }: Pick<Connection, 'id' | 'baseUrl'>,
  form: ConnectionForm,
): ConnectionChanges {
  const [ca, first] = [form.ca.trim(), form.baseUrl.trim()];
  return {
    id,
    ...(baseUrl === '' && first !== '' ? { baseUrl: first } : {}),
    name: form.name.trim(),
    params: paramsOf(form),
    paths: filled(form.paths),
    proxy: proxyOf(form),
    ca: ca === '' ? null : `${ca}\n`,
  };
}

const words = connectionSettingsText.problems;

const isUrl = (text: string, ...protocols: readonly string[]): boolean =>
  protocols.includes(URL.parse(text)?.protocol ?? '');

type Problem = [path: string[], message: string];

function urlProblem(baseUrl: string, needed: boolean): Problem[] {
  if (baseUrl === '') return needed ? [[['baseUrl'], words.noBaseUrl]] : [];
  return isUrl(baseUrl, 'https:', 'http:') ? [] : [[['baseUrl'], words.baseUrl]];
}

/** Fields of the form that cannot be used, and why. Main judges again; what stands here is told while typing. */
function problemsOf(form: ConnectionForm, provider: Provider | null, asksUrl: boolean): Problem[] {
  const [baseUrl, proxyUrl, ca] = [form.baseUrl.trim(), form.proxyUrl.trim(), form.ca.trim()];
  const needsUrl = provider !== null && needsBaseUrl(provider, form.api);
  const missing = (provider?.params ?? []).filter(
    ({ name, required }) => required && (form.params[name] ?? '').trim() === '',
  );
  return [
    ...missing.map(({ name, label }): [string[], string] => [['params', name], words.required(label)]),
    ...(asksUrl ? urlProblem(baseUrl, needsUrl) : []),
    ...(proxyUrl !== '' && !isUrl(proxyUrl, 'https:', 'http:')
      ? [[['proxyUrl'], words.proxyUrl] as [string[], string]]
      : []),
    ...(ca !== '' && !ca.includes('-----BEGIN CERTIFICATE-----')
      ? [[['ca'], words.ca] as [string[], string]]
      : []),
    ...Object.entries(form.paths)
      .filter(([, path]) => path.trim() !== '' && !path.trim().startsWith('/') && !path.startsWith('{base}'))
      .map(([operation]): [string[], string] => [['paths', operation], words.path]),
  ];
}

/** The name and the environment as main will judge them; the rest as far as a page can. */
const shared = z.pick(newConnectionSchema, { environmentId: true, name: true });

/**
 * @param providers what can be connected, to know what the picked one needs
 * @param asksUrl an address is given once: to a new connection, or to one that has none yet
 */
export const connectionFormSchema = (providers: readonly Provider[], asksUrl: boolean) =>
  z.custom<ConnectionForm>().check((context) => {
    const form = context.value;
    const provider = providers.find((each) => each.id === form.provider) ?? null;
    const name = form.name.trim();
    const judged = shared.safeParse({
      environmentId: form.environmentId,
      ...(name === '' ? {} : { name }),
    });
    for (const { path, message } of judged.error?.issues ?? [])
      context.issues.push({ code: 'custom', input: form, path: [...path], message });
    for (const [path, message] of problemsOf(form, provider, asksUrl))
      context.issues.push({ code: 'custom', input: form, path, message });
  });
