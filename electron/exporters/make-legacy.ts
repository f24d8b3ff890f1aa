import type { JsonValue } from '#core/ports/exporter.ts';
import { importedFiles } from './imported-files.ts';
import { blueprintTarget } from './make-blueprint.ts';

/**
 * Make with its HTTP app of before (version 3), which scenarios of then go on using. By `input` its module “Make an API
 * Key Auth request” asks for a key of the keychain. Source: blueprints that Make exported.
 */
export const makeLegacy = importedFiles(
  blueprintTarget(
    { id: 'make-legacy', name: 'Make (legacy HTTP app)' },
    (mechanism, { url, headers, query }) => {
      const common = { ...MAPPER, url, headers, qs: query };
      return mechanism === 'inline'
        ? {
            ...MODULE,
            module: 'http:ActionSendData',
            mapper: { ...common, authPass: '', authUser: '' },
            metadata: DESIGNER,
          }
        : {
            ...MODULE,
            module: 'http:ActionSendDataAPIKeyAuth',
            mapper: common,
            metadata: { ...DESIGNER, parameters: [KEYCHAIN] },
          };
    },
  ),
);

const MODULE = { id: 1, version: 3, parameters: { handleErrors: false } };
const DESIGNER = { designer: { x: 0, y: 0 } };
const KEYCHAIN = { name: 'auth', type: 'keychain:apikeyauth', label: 'Credentials', required: true };
const MAPPER: { readonly [name: string]: JsonValue } = {
  ca: '',
  gzip: true,
  method: 'get',
  timeout: '',
  useMtls: false,
  bodyType: '',
  serializeUrl: false,
  shareCookies: false,
  parseResponse: true,
  followRedirect: false,
  useQuerystring: false,
  followAllRedirects: false,
  rejectUnauthorized: true,
};
