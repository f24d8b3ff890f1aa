import { unizo as counterpart } from '#tests/counterparts/services/unizo.ts';
import { unizo } from '../../../electron/providers/unizo/index.ts';
import type { Subject } from './life.ts';

export const subject: Subject = {
  manifest: unizo,
  service: () => counterpart('development'),
  createPath: '/api/v1/platform/api-keys',
  input: {
    name: 'MCP Claude Desktop',
    description: '',
    scopes: ['edr:read', 'ticketing:read', 'ticketing:write'],
    testMode: false,
    expiresAt: null,
    allowedIps: [],
  },
};
