import { fillHeader } from '#shared/text/header-template.ts';
import type { Called } from './imported-files.ts';

// The files of a private integration. They are the same for every key; what differs they read from service.json.

/** How the key is asked for, tried and sent. */
export const AUTHENTICATION = `'use strict';

const { url, header, query } = require('./service.json');

const { origin } = new URL(url);

// The key goes to the service that it is of, and to no other, not even where that one sends us on.
const addKey = (request, z, bundle) => {
  const key = bundle.authData.api_key;
  if (!key) return request;
  const target = new URL(request.url);
  if (target.origin !== origin) {
    throw new z.errors.Error('This integration calls ' + origin + ' alone.', 'InvalidData', 400);
  }
  request.redirect = 'manual';
  if (query) {
    // Into the address, encoded: what stands in params loses its braces on the way.
    const pair = encodeURIComponent(query) + '=' + encodeURIComponent(key);
    target.search = target.search ? target.search + '&' + pair : pair;
    request.url = target.href;
  } else request.headers = { ...request.headers, [header.name]: header.value.split('{}').join(key) };
  return request;
};

const test = async (z) => {
  const { status } = await z.request({ url, skipThrowForStatus: true });
  if (status === 401 || status === 403) {
    throw new z.errors.Error('The service refused the key.', 'AuthenticationError', status);
  }
  return { service: origin };
};

module.exports = {
  config: {
    type: 'custom',
    test,
    connectionLabel: '{{service}}',
    fields: [{ key: 'api_key', label: 'API key', type: 'password', required: true }],
  },
  befores: [addKey],
};
`;

/** The one action. */
export const CUSTOM_REQUEST = `'use strict';

const { url } = require('./service.json');

const perform = async (z, bundle) => {
  const { method, body } = bundle.inputData;
  const response = await z.request({ url: bundle.inputData.url || url, method: method || 'GET', body });
  return { status: response.status, content: response.content };
};

module.exports = {
  key: 'custom_request',
  noun: 'Request',
  display: { label: 'Custom Request', description: 'Sends a request with the key to its service.' },
  operation: {
    perform,
    inputFields: [
      {
        key: 'method',
        label: 'Method',
        required: true,
        choices: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        default: 'GET',
      },
      { key: 'url', label: 'URL', required: true, default: url },
      { key: 'body', label: 'Body', type: 'text' },
    ],
    sample: { status: 200, content: '' },
  },
};
`;

export const INDEX = `'use strict';

const { version } = require('./package.json');
const { version: platformVersion } = require('zapier-platform-core');
const { config, befores } = require('./authentication');
const customRequest = require('./custom_request');

module.exports = {
  version,
  platformVersion,
  authentication: config,
  beforeRequest: befores,
  creates: { [customRequest.key]: customRequest },
};
`;

/** How to push it, and what to fill in where there is no integration. Indented lines are shown by Markdown as they are. */
export function readmeOf({ server, call }: Called): string {
  const [title, name, value] =
    'query' in call
      ? ['Query String Params', call.query, '<the key>']
      : ['Headers', call.header.name, fillHeader(call.header, '<the key>')];
  return `# ${server}

Written by Keyrack. There is no key in this folder.

## A private integration

    npm install
    npx zapier-platform login
    npx zapier-platform register
    npx zapier-platform push

Zapier asks for the key when a connection is made, and keeps it. The key is sent to this service alone:

    ${call.url}

## Without it: Webhooks by Zapier, Custom Request

The key then stands in the Zap, where everybody reads it who can open that.

    Method    GET
    URL       ${call.url}
    ${title}
      ${name}
      ${value}
`;
}
