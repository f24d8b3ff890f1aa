import type { ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { connectionOf } from './connection-rows.ts';
import type { World } from './world.ts';

/** An n8n of the environment that is shown first, and one of another. */
export function addN8n(world: World): void {
  const [first, second] = world.environments;
  for (const [environment, name, baseUrl] of [
    [first, 'n8n of the automation team', 'https://n8n.acme.example'],
    [second, 'n8n of another environment', 'https://n8n-staging.acme.example'],
  ] as const) {
    if (environment === undefined) continue;
    const row = connectionOf({ provider: 'n8n', environmentId: environment.id, name, baseUrl });
    world.connections = [...world.connections, row];
  }
}

/** What main would answer to a plan for the store behind a connection: one item, no file and no mode. */
export function remotePlanOf(request: ExportRequest, world: World, usual: ExportPlan): ExportPlan {
  const { server = 'playground-dev', connectionId = '' } = request;
  const connection = world.connections.find(({ id }) => id === connectionId);
  const file = `n8n:${connectionId}/0123456789abcdef`;
  const item = {
    id: '0123456789abcdef',
    name: `Keyrack ${server}`,
    kind: 'httpBearerAuth',
    content: { token: '••••••••', allowedDomains: '127.0.0.1' },
  };
  return {
    ...usual,
    ...{ file, realFile: file, server, mechanism: 'input', reference: null },
    choices: [
      {
        mechanism: 'input',
        possible: true,
        reason:
          'n8n’s own store: it encrypts the value, and no file holds it. Where the value changes, it is changed there.',
      },
    ],
    ...{ modeBefore: null, modeAfter: '-', companions: [], ignorable: null },
    diff: JSON.stringify(item, null, 2)
      .split('\n')
      .map((text, index) => ({ kind: 'added', text, line: index + 1 })),
    warnings: [
      `The value is sent to "${connection?.name}" (${connection?.baseUrl}), and kept there from then on.`,
      `Choose the credential “Keyrack ${server}” in a node of n8n, such as HTTP Request.`,
    ],
  };
}
