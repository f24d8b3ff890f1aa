import { AppError } from '#core/errors.ts';
import type { ProxySetting } from '#shared/model/connection.ts';
import { readFileGiven, type Wanted } from '../file-input.ts';
import { given, pairs } from '../input.ts';

/** Options that `connection add` and `connection edit` share. */
export interface SettingOptions {
  readonly param?: readonly string[];
  readonly path?: readonly string[];
  readonly ca?: string;
  readonly proxy?: string;
  readonly proxyUser?: string;
  readonly proxyBypass?: string;
}

/** A bundle of a company's authorities is smaller. */
const CA: Wanted = {
  maxBytes: 1_048_576,
  max: '1 MB',
  next: 'Name the file that holds the certificate authority, in PEM form.',
  field: 'ca',
};

/** @returns what was given of params, paths, CA and proxy. @throws AppError invalid-input */
export function settingsOf(options: SettingOptions) {
  return given({
    params: options.param === undefined ? undefined : pairs(options.param, '--param'),
    paths: options.path === undefined ? undefined : pairs(options.path, '--path'),
    ca: options.ca === undefined ? undefined : readCa(options.ca),
    proxy: proxyOf(options),
  });
}

/** An empty file name or proxy takes the setting away. */
const readCa = (file: string): string | null =>
  file === '' ? null : readFileGiven(file, CA).toString('utf8');

function proxyOf({ proxy, proxyUser, proxyBypass }: SettingOptions): ProxySetting | null | undefined {
  if (proxy === '') return null;
  if (proxy !== undefined) return { url: proxy, user: proxyUser ?? null, bypass: proxyBypass ?? '' };
  if (proxyUser === undefined && proxyBypass === undefined) return undefined;
  throw new AppError('invalid-input', {
    message: '--proxy-user and --proxy-bypass go with a proxy.',
    next: 'Add --proxy http://proxy.example:8080',
    field: 'proxy',
  });
}
