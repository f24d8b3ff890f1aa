import type { NewEnvironment } from '#shared/model/environment.ts';
import type { KeyAct, NewKey } from '#shared/model/key.ts';

/** A key to be made, and what becomes of it. */
interface SampleKey extends Omit<NewKey, 'environmentId' | 'connectionId'> {
  readonly ends?: KeyAct;
}

interface SampleEnvironment {
  readonly environment: NewEnvironment;
  readonly keys: readonly SampleKey[];
}

const PROJECT = 'Sample';
const VARIABLE = 'PLAYGROUND_API_KEY';

/** What somebody sees who wants to look around first: two environments, and one key of each kind. */
export const SAMPLE_DATA: readonly SampleEnvironment[] = [
  {
    environment: { name: 'Sample dev', stage: 'development', project: PROJECT },
    keys: [
      {
        name: 'Claude Desktop - contacts',
        description: 'Reads contacts for the assistant.',
        scopes: ['contacts:read'],
        variable: VARIABLE,
        tags: ['assistant'],
      },
      {
        name: 'n8n - nightly report',
        description: 'Reads the reports each night.',
        scopes: ['reports:read', 'tickets:read'],
        variable: 'REPORTS_API_KEY',
        expiresIn: '7d',
      },
      { name: 'CI - smoke tests', scopes: ['contacts:read'], variable: 'CI_API_KEY', testMode: true },
      { name: 'Zapier - new tickets', scopes: ['tickets:write'], variable: 'ZAPIER_KEY', ends: 'disable' },
      { name: 'Laptop of a colleague', scopes: ['contacts:read'], variable: 'OLD_API_KEY', ends: 'revoke' },
    ],
  },
  {
    environment: { name: 'Sample prod', stage: 'production', project: PROJECT },
    keys: [
      {
        name: 'Website - contact form',
        description: 'Writes what visitors leave.',
        scopes: ['contacts:write'],
        variable: VARIABLE,
        expiresIn: '90d',
      },
      {
        name: 'n8n - nightly report',
        scopes: ['reports:read'],
        variable: 'REPORTS_API_KEY',
        expiresIn: '30d',
      },
    ],
  },
];
