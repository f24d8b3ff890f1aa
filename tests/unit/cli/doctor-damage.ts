import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import type { Finding } from '../../../electron/cli/context.ts';
import type { PatientWorld } from './doctor-world.ts';

type Damage = (world: PatientWorld) => void | Promise<void>;
type Row = readonly [what: string, damage: Damage, check: string, state: Finding['state'], fix: RegExp];

const ledgerFile = ({ home }: PatientWorld) => join(home, 'ledger.db');
const inLedger = (world: PatientWorld, sql: string) => {
  const db = new DatabaseSync(ledgerFile(world), { enableForeignKeyConstraints: false });
  db.exec(sql);
  db.close();
};
const rewrite = ({ file }: PatientWorld, from: string | RegExp, to: string) => {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error('nothing was changed');
  writeFileSync(file, changed);
};
const LEFTOVER = '.claude.json.keyrack-999999-0123456789abcdef.tmp';

/** What is done to a patient who is well, and the one finding that it has to lead to. */
export const DAMAGE: readonly Row[] = [
  [
    'a ledger whose pages are damaged',
    (world) => {
      world.closeLedger();
      const bytes = readFileSync(ledgerFile(world));
      bytes.fill(0xff, 4096, 12_288);
      writeFileSync(ledgerFile(world), bytes);
    },
    'ledger',
    'problem',
    /put a copy/,
  ],
  [
    'a ledger that is no database',
    (world) => {
      world.closeLedger();
      rmSync(`${ledgerFile(world)}-wal`, { force: true });
      writeFileSync(ledgerFile(world), 'not a database, and long enough to look at'.repeat(50));
    },
    'ledger',
    'problem',
    /put a copy/,
  ],
  [
    'a row that refers to none',
    (world) => inLedger(world, "UPDATE keys SET connection_id = 'nobody'"),
    'ledger',
    'problem',
    /put a copy/,
  ],
  [
    'a ledger of a newer version',
    (world) => inLedger(world, 'PRAGMA user_version = 9999'),
    'ledger',
    'problem',
    /^Update Keyrack/,
  ],
  [
    'a home that others can read',
    ({ home }) => chmodSync(join(home, 'backups'), 0o755),
    'modes',
    'warning',
    /chmod go= /,
  ],
  [
    'a temp file in the home',
    ({ home }) => writeFileSync(join(home, 'sealed', LEFTOVER), '', { mode: 0o600 }),
    'leftovers',
    'warning',
    /rm .*keyrack-999999/,
  ],
  [
    'a temp file beside the file of a program',
    ({ file }) => writeFileSync(join(dirname(file), LEFTOVER), ''),
    'leftovers',
    'warning',
    /^rm .*keyrack-999999/,
  ],
  [
    'a locked storage',
    ({ storage }) => {
      storage.state = 'locked';
    },
    'storage',
    'warning',
    /./,
  ],
  [
    'a storage that cannot be used',
    ({ storage }) => {
      storage.state = 'unavailable';
    },
    'storage',
    'problem',
    /./,
  ],
  [
    'a value that is gone from the keychain',
    ({ storage, environment, key }) => void storage.items.delete(keyAccount(environment.id, key.id)),
    'items',
    'problem',
    /keyrack key enter [0-9a-f-]{36}$/,
  ],
  [
    'an item that no key has',
    ({ storage }) => void storage.items.set('somewhere/else', new Secret('stray')),
    'strays',
    'warning',
    /another home of yours/,
  ],
  [
    'a folder of sealed files that is gone',
    ({ home }) => rmSync(join(home, 'sealed'), { recursive: true }),
    'items',
    'problem',
    /from a copy/,
  ],
  [
    'a vault.json that is gone',
    ({ storage, ledger }) => {
      const { status } = storage;
      storage.status = async () => ({ ...(await status()), chosen: false });
      ledger.audit.append({
        ...{ at: '2026-11-20T11:00:00.000Z', by: 'command', client: null, what: 'storage chosen' },
        ...{ subject: null, name: null, environmentId: null, detail: 'keychain' },
      });
    },
    'storage',
    'problem',
    /keyrack init --storage/,
  ],
  [
    'a key whose value was lost on its way',
    ({ ledger, key }) => ledger.keys.put({ ...key, id: crypto.randomUUID(), held: false, status: 'orphan' }),
    'keys',
    'warning',
    /^keyrack key delete [0-9a-f-]{36}$/,
  ],
  [
    'an entry that somebody changed',
    (world) => rewrite(world, '"true"', '"false"'),
    'deliveries',
    'warning',
    /keyrack targets restore .* --keep$/,
  ],
  [
    'an entry that is gone',
    ({ file }) => writeFileSync(file, '{}'),
    'deliveries',
    'warning',
    /keyrack targets restore .* keyrack unexport/,
  ],
  ['a file that is gone', ({ file }) => rmSync(file), 'deliveries', 'warning', /keyrack unexport/],
  [
    'a file that does not parse',
    ({ file }) => writeFileSync(file, '{ "mcpServers": '),
    'deliveries',
    'warning',
    /in an editor/,
  ],
  [
    'an entry of a key that is gone',
    ({ ledger, storage, key, environment }) => {
      ledger.keys.remove(key.id);
      storage.items.delete(keyAccount(environment.id, key.id));
    },
    'deliveries',
    'warning',
    /keyrack unexport/,
  ],
  [
    'an entry of a key that was revoked',
    ({ ledger, key }) => ledger.keys.put({ ...key, status: 'revoked' }),
    'deliveries',
    'warning',
    /keyrack key replace/,
  ],
  [
    'an entry of a key that has expired',
    ({ ledger, key }) => ledger.keys.put({ ...key, expiresAt: '2026-11-20T11:59:59.000Z' }),
    'deliveries',
    'warning',
    /keyrack unexport/,
  ],
  [
    'a change that did not come to its end',
    ({ ledger }) => {
      const [change] = ledger.changes.list();
      if (change === undefined) throw new Error('there is no change');
      ledger.changes.put({ ...change, id: crypto.randomUUID(), state: 'writing' });
    },
    'deliveries',
    'warning',
    /keyrack targets check$/,
  ],
  [
    'a file of a program that others can read',
    ({ file }) => chmodSync(file, 0o644),
    'files',
    'warning',
    /^chmod 600 /,
  ],
  [
    'a launcher that is gone',
    ({ command, folder, setLauncher }) => {
      const moved = join(folder, 'moved.mjs');
      writeFileSync(moved, '');
      setLauncher([process.execPath, moved]);
      rmSync(command);
    },
    'launchers',
    'problem',
    /keyrack unexport/,
  ],
  [
    'a launcher of another version',
    ({ command, folder, setLauncher, answers }) => {
      const moved = join(folder, 'moved.mjs');
      writeFileSync(moved, '');
      setLauncher([process.execPath, moved]);
      answers.set(command, { state: 'ended', code: 0, output: '0.0.9\n', errors: '' });
    },
    'launchers',
    'warning',
    /keyrack unexport/,
  ],
  [
    'a launcher of an entry that does not run',
    ({ command, folder, setLauncher, answers }) => {
      const moved = join(folder, 'moved.mjs');
      writeFileSync(moved, '');
      setLauncher([process.execPath, moved]);
      answers.set(command, { state: 'failed', why: 'EACCES' });
    },
    'launchers',
    'problem',
    /keyrack unexport/,
  ],
  [
    'a command that does not run with hardly an environment',
    ({ command, answers }) => void answers.set(command, { state: 'too-late' }),
    'launcher',
    'problem',
    /^Run it to see why/,
  ],
  [
    'a clock that is behind the ledger',
    ({ ledger, key }) =>
      void ledger.audit.append({
        at: '2027-01-01T00:00:00.000Z',
        by: 'window',
        client: null,
        what: 'key shown',
        subject: key.id,
        name: null,
        environmentId: null,
        detail: null,
      }),
    'clock',
    'problem',
    /Set the clock/,
  ],
  [
    'a proxy with a password',
    ({ env }) => {
      env.HTTPS_PROXY = 'http://me:proxy-canary@proxy.example:8080';
      env.NO_PROXY = 'localhost';
    },
    'proxy',
    'warning',
    /connection edit/,
  ],
  [
    'a proxy that is no HTTP proxy',
    ({ env }) => {
      env.https_proxy = 'socks5://proxy.example:1080';
      env.no_proxy = 'localhost,127.0.0.1';
    },
    'proxy',
    'problem',
    /unset https_proxy/,
  ],
  [
    'a proxy that would take what is for this machine',
    ({ env }) => {
      env.HTTP_PROXY = 'proxy.example:8080';
    },
    'proxy',
    'warning',
    /NO_PROXY=localhost/,
  ],
];
