import { importedFiles } from './imported-files.ts';
import { blueprintTarget } from './make-blueprint.ts';

/**
 * Make: a blueprint with one module of the HTTP app of today (version 4). By `input` it asks for a key of Make’s keychain,
 * whose number belongs to an account and is left open. Sources: developers.make.com (API keys), apps.make.com
 * (api-key-authentication-type); the module’s fields as blueprints in public repositories have them.
 */
export const make = importedFiles(
  blueprintTarget({ id: 'make', name: 'Make' }, (mechanism, { url, headers, query }) => ({
    id: 1,
    module: 'http:MakeRequest',
    version: 4,
    parameters: {
      authenticationType: mechanism === 'inline' ? 'noAuth' : 'apiKey',
      tlsType: '',
      proxyKeychain: '',
    },
    mapper: {
      url,
      method: 'get',
      headers,
      queryParameters: query,
      parseResponse: true,
      stopOnHttpError: true,
      allowRedirects: false,
      shareCookies: false,
      requestCompressedContent: true,
    },
    metadata: {
      designer: { x: 0, y: 0 },
      restore: {
        expect: {
          method: { label: 'GET' },
          headers: { mode: 'chose', items: headers.map(() => null) },
          queryParameters: { mode: 'chose', items: query.map(() => null) },
        },
      },
    },
  })),
);
