import type { MainClient } from '#shared/ipc/client.ts';
import type { ActivityFilter, ActivityRow, ActivityVerdict } from '#shared/model/activity.ts';
import type { World } from './world.ts';

const PAGE = 200;
const MINUTE = 60_000;

type Done = Pick<ActivityRow, 'what'> & Partial<ActivityRow>;

/** What a person may find on a Friday, oldest first. */
const FRIDAY: readonly Done[] = [
  { what: 'storage chosen', detail: 'keychain', chained: 'late' },
  { what: 'environment created', name: 'Development' },
  { what: 'connection added', name: 'Playground' },
  { what: 'key created', name: 'Claude Desktop' },
  { what: 'key shown', name: 'Claude Desktop' },
  { what: 'key confirmed as copied', name: 'Claude Desktop' },
  {
    what: 'key exported',
    name: 'Claude Desktop',
    detail: 'claude-desktop /home/ada/.config/Claude/claude_desktop_config.json',
  },
  { what: 'key created', name: 'n8n nightly sync', by: 'command' },
  {
    what: 'key not created',
    name: 'Playground',
    detail: 'Release bot: refused',
    by: 'command',
    client: 'claude',
  },
  { what: 'key not copied', name: 'Checkout', detail: 'forbidden-by-rule' },
  { what: 'key edited', name: 'Zapier Mailchimp', detail: 'name, description' },
  { what: 'key revoked', name: 'Zapier Mailchimp', by: 'command', client: 'n8n' },
  { what: 'key deleted', name: 'A key that is gone since' },
  { what: 'storage not unlocked', detail: 'wrong-passphrase' },
  { what: 'storage unlocked' },
  { what: 'something that only a newer Keyrack does', name: 'Claude Desktop' },
  {
    what: 'key regenerated',
    name: 'Accounting export, the one with a name that nobody ever cared to shorten to a size',
  },
];

/** As many rows as are asked for, the newest a minute ago. */
export function activityIn(
  { keys, environments }: Pick<World, 'keys' | 'environments'>,
  count: number,
): ActivityRow[] {
  const byName = new Map(keys.map((key) => [key.name, key]));
  return Array.from({ length: count }, (_, index): ActivityRow => {
    const done = FRIDAY[index % FRIDAY.length] ?? { what: 'key created' };
    const key = byName.get(done.name ?? '');
    return {
      number: index + 1,
      at: new Date(Date.now() - (count - index) ** 2 * MINUTE).toISOString(),
      by: 'window',
      client: null,
      subject: key?.id ?? environments.find(({ name }) => name === done.name)?.id ?? null,
      name: null,
      environmentId: key?.environmentId ?? (done.name === undefined ? null : (environments[0]?.id ?? null)),
      detail: null,
      chained: 'yes',
      ...done,
    };
  });
}

export const verdictOn = (rows: readonly ActivityRow[]): ActivityVerdict => ({
  valid: true,
  rows: rows.length,
  chained: rows.filter(({ chained }) => chained !== 'no').length,
  late: rows.filter(({ chained }) => chained === 'late').length,
  problems: [],
});

function fits(row: ActivityRow, { text, kind, by, since, environmentId, keyId }: ActivityFilter): boolean {
  const words = [row.what, row.name, row.detail, row.client].join(' ').toLowerCase();
  return (
    words.includes((text ?? '').toLowerCase()) &&
    (kind !== 'failed' || row.what.includes(' not ')) &&
    (by === undefined || row.by === by) &&
    (since === undefined || row.at >= since) &&
    (environmentId === undefined || row.environmentId === environmentId) &&
    (keyId === undefined || row.subject === keyId)
  );
}

export const activityHandlers = (
  world: World,
): Pick<MainClient, 'activity.list' | 'activity.verify' | 'activity.export'> => ({
  'activity.list': async ({ before, ...filter }) => {
    const all = world.activity.filter((row) => fits(row, filter)).reverse();
    const rows = all.filter(({ number }) => before === undefined || number < before).slice(0, PAGE);
    return { rows, total: all.length };
  },
  'activity.verify': async () => world.verdict,
  'activity.export': async ({ format }) => ({ file: `/home/ada/keyrack-activity.${format}` }),
});

/** @param wish what the page's address asks for */
export function wishActivity(world: World, wish: string | null): void {
  if (wish === null) return;
  world.activity = wish === 'none' ? [] : activityIn(world, Number(wish) || 17);
  world.verdict = verdictOn(world.activity);
  if (wish === 'waiting') {
    world.activity = world.activity.map((row, index) => (index < 14 ? row : { ...row, chained: 'no' }));
    world.verdict = verdictOn(world.activity);
  }
  if (wish !== 'broken') return;
  world.verdict = {
    ...world.verdict,
    valid: false,
    problems: [
      { kind: 'edited', from: 9, to: 9 },
      { kind: 'missing', from: 12, to: 14 },
      { kind: 'cut', from: 18, to: 23 },
    ],
  };
}
