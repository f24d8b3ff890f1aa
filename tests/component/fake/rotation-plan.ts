import type { DiffLine } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { offerOf } from '#shared/model/provider.ts';
import type { Renewal, RotationPlan, RotationRequest } from '#shared/model/rotation.ts';
import { FakeFailure } from './failure.ts';
import { newId, type World } from './world.ts';

const DIFF: DiffLine[] = [
  { kind: 'same', text: '# tools of the whole team', line: 1 },
  { kind: 'removed', text: 'PLAYGROUND_API_KEY=••••••••', line: 2 },
  { kind: 'added', text: 'PLAYGROUND_API_KEY=••••••••', line: 2 },
];

const PLACES: readonly Omit<Renewal, 'delivery'>[] = [
  {
    target: 'claude-desktop',
    targetName: 'Claude Desktop',
    file: '/home/ada/.config/Claude/claude_desktop_config.json',
    server: 'playground-dev',
    mechanism: 'launcher',
    how: 'nothing',
    text: 'Keyrack hands it the new value when the server starts the next time.',
    diff: [],
    restart: 'Claude Desktop',
    running: null,
  },
  {
    target: 'dotenv',
    targetName: '.env file',
    file: '/home/ada/projects/a-project-with-a-long-name/and/another/folder/.env',
    server: 'PLAYGROUND_API_KEY',
    mechanism: 'inline',
    how: 'rewrite',
    text: 'The value stands in the file.',
    diff: DIFF,
    restart: null,
    running: null,
  },
  {
    target: 'cursor',
    targetName: 'Cursor',
    file: '/home/ada/.cursor/mcp.json',
    server: 'playground-with-a-name-that-somebody-made-very-long',
    mechanism: 'inline',
    how: 'rewrite',
    text: 'The value stands in the file.',
    diff: DIFF,
    restart: 'Cursor',
    running: 'Cursor',
  },
  {
    target: 'zapier',
    targetName: 'Zapier',
    file: '',
    server: 'Mailchimp sync',
    mechanism: 'input',
    how: 'person',
    text: 'In Zapier, open Apps, Playground, and reconnect it with the new key.',
    diff: [],
    restart: null,
    running: null,
  },
];

const API = 'https://playground.example.com/api/v1/keys';

const STEPS: RotationPlan['steps'] = [
  {
    step: 'create',
    text: 'Makes a key with the same name and scopes.',
    calls: [`POST ${API}`],
    onFailure: 'Nothing has changed; the rotation ends.',
  },
  {
    step: 'verify',
    text: 'Asks the service whether it accepts the new key.',
    calls: ['GET https://playground.example.com/api/v1/whoami'],
    onFailure: 'The new key is deleted at the service.',
  },
  {
    step: 'switch',
    text: 'The key takes its new value; the old one is kept beside it.',
    calls: [],
    onFailure: 'The new key is deleted at the service.',
  },
  {
    step: 'rewrite',
    text: 'Writes the new value into 2 files.',
    calls: [],
    onFailure: 'The files that were written are put back, and the new key is deleted.',
  },
  {
    step: 'revoke',
    text: 'Revokes the old key.',
    calls: [`POST ${API}/key_01J9Z7Q2/revoke`],
    onFailure: 'It is tried again until it is done; Keyrack says so.',
  },
];

function placesOf(key: Key): Pick<RotationPlan, 'deliveries' | 'restarts' | 'warnings'> {
  if (key.deliveries.length === 0) return { deliveries: [], restarts: [], warnings: [] };
  return {
    deliveries: PLACES.map((each) => ({ ...each, delivery: newId() })),
    restarts: ['Claude Desktop', 'Cursor'],
    warnings: ['Cursor writes its file over ours while it runs. Quit it before the rotation begins.'],
  };
}

/** What main would say of a rotation of this key. */
export function rotationPlanOf(world: World, key: Key, request: RotationRequest): RotationPlan {
  const environment = world.environments.find(({ id }) => id === key.environmentId);
  const connection = world.connections.find(({ id }) => id === key.connectionId);
  const create = connection === undefined ? null : offerOf(connection.offers, 'create');
  if (key.status === 'revoked')
    throw new FakeFailure({ code: 'forbidden-by-rule', message: 'This key is revoked.', next: null });
  const byHand = create === null || create.way === 'guided';
  const inPlace = create?.way === null || (request.overlap === 'none' && request.scopes === undefined);
  const placed = placesOf(key);
  const service = world.providers.find(({ id }) => id === connection?.provider)?.name ?? null;
  return {
    keyId: key.id,
    keyName: key.name,
    environment: environment?.name ?? '',
    isProduction: environment?.stage === 'production',
    service,
    kind: inPlace && request.reason === 'planned' ? 'in-place' : 'replace',
    reason: request.reason ?? 'planned',
    overlap: request.overlap ?? '24h',
    watch: request.watch ?? '1h',
    byHand,
    consoleSteps: byHand ? (create?.steps ?? ['Make a new value where the key comes from.']).slice() : [],
    steps: STEPS,
    scopes: request.scopes ?? key.scopes,
    ...placed,
    attended: attendedBy(byHand, placed.deliveries.length > 0),
  };
}

function attendedBy(byHand: boolean, delivered: boolean): string | null {
  if (byHand) return 'the new key is made by hand.';
  return delivered ? 'Zapier is changed by hand.' : null;
}
