// Runs a command in a fresh clone on a bare Debian 12: a debootstrap folder that holds Node, npm and the clone, nothing more.
//   node scripts/bare-debian.mjs FOLDER [--user] [--npmrc FILE] [--copy FILE]… [--env NAME]… -- COMMAND ARGS…
// As root, on a Debian with debootstrap. How this machine reaches Debian's packages is read from its apt configuration;
// how npm reaches its registry is the caller's to hand in. docs/bare-machine.md shows both.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const SUITE = 'bookworm';
const CLONE = '/home/developer/keyrack';
const USER_ID = 1000;

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    user: { type: 'boolean', default: false },
    npmrc: { type: 'string' },
    copy: { type: 'string', multiple: true, default: [] },
    env: { type: 'string', multiple: true, default: [] },
  },
});
const [folder, ...command] = positionals;
if (folder === undefined || command.length === 0 || process.getuid() !== 0) {
  process.stderr.write('usage, as root: node scripts/bare-debian.mjs FOLDER [options] -- COMMAND ARGS…\n');
  process.exit(2);
}

const base = resolve(folder, 'base');
const machine = resolve(folder, 'machine');
if (!existsSync(base)) makeBase();
makeMachine();
process.exitCode = runInside();

/** Kept between runs: it takes a minute to make. */
function makeBase() {
  const unfinished = `${base}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(resolve(folder), { recursive: true });
  must('debootstrap', ['--variant=minbase', SUITE, unfinished, mirror()]);
  const proxy = spawnSync('apt-config', ['shell', 'PROXY', 'Acquire::http::Proxy'], {
    encoding: 'utf8',
  }).stdout.trim();
  const address = proxy.match(/^PROXY='(.+)'$/)?.[1];
  if (address)
    writeFileSync(join(unfinished, 'etc/apt/apt.conf.d/01proxy'), `Acquire::http::Proxy "${address}";\n`);
  must('mv', [unfinished, base]);
}

/** The address that this machine itself installs from. */
function mirror() {
  const files = [
    '/etc/apt/sources.list',
    ...readdirSync('/etc/apt/sources.list.d').map((name) => `/etc/apt/sources.list.d/${name}`),
  ];
  const text = files
    .filter((path) => /\.(?:list|sources)$/.test(path) && existsSync(path))
    .map((path) => readFileSync(path, 'utf8'));
  const found = text.join('\n').match(/^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(\S+\/debian\/?)(?:\s|$)/m);
  if (found === null) throw new Error('no Debian mirror in /etc/apt');
  return found[1];
}

/** Every run begins with nothing but the base, Node, npm, the clone and what the caller hands in. */
function makeMachine() {
  rmSync(machine, { recursive: true, force: true });
  must('cp', ['-a', '--reflink=auto', base, machine]);
  for (const path of ['/etc/resolv.conf', '/etc/hosts'])
    cpSync(path, join(machine, path), { dereference: true });
  cpSync(realpathSync(process.execPath), join(machine, 'usr/local/bin/node'));
  putNpm();
  for (const path of values.copy) cpSync(path, join(machine, path), { recursive: true, dereference: true });
  mkdirSync(join(machine, dirname(CLONE)), { recursive: true });
  must('git', ['clone', '--quiet', '--no-hardlinks', root, join(machine, CLONE)]);
  if (values.npmrc) cpSync(values.npmrc, join(machine, dirname(CLONE), '.npmrc'));
  appendFileSync(
    join(machine, 'etc/passwd'),
    `developer:x:${USER_ID}:${USER_ID}::${dirname(CLONE)}:/bin/bash\n`,
  );
  appendFileSync(join(machine, 'etc/group'), `developer:x:${USER_ID}:\n`);
  if (values.user) must('chown', ['-R', `${USER_ID}:${USER_ID}`, join(machine, dirname(CLONE))]);
}

function putNpm() {
  const npm = dirname(dirname(realpathSync(process.env.npm_execpath ?? must('which', ['npm'], true).trim())));
  cpSync(npm, join(machine, 'usr/local/lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(machine, 'usr/local/bin', name));
  }
}

/** In namespaces of its own: when the command ends, so does everything that it started, and no mount is left. */
function runInside() {
  // pivot_root, not chroot: a kernel refuses user namespaces, and so Chromium's sandbox, to whoever is in a chroot.
  const steps = [
    'mount --bind "$0" "$0"',
    'cd "$0"',
    'mount -t proc proc proc',
    'mount --rbind /dev dev',
    'mount -t tmpfs -o mode=1777 shm dev/shm',
    'mount -t tmpfs -o mode=1777 tmp tmp',
    'mkdir -p outside',
    'pivot_root . outside',
    'cd /',
    'umount --lazy /outside',
    'exec "$@"',
  ].join(' && ');
  const given = values.env
    .filter((name) => name in process.env)
    .map((name) => `${name}=${process.env[name]}`);
  const variables = [
    `HOME=${dirname(CLONE)}`,
    'PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
    'LANG=C.UTF-8',
    ...given,
  ];
  const asUser = values.user ? ['setpriv', `--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--clear-groups'] : [];
  const inside = [
    'env',
    '-i',
    ...variables,
    ...asUser,
    'sh',
    '-c',
    `cd ${CLONE} && exec "$@"`,
    'sh',
    ...command,
  ];
  const args = ['--mount', '--pid', '--fork', '--kill-child', '--ipc', 'sh', '-c', steps, machine, ...inside];
  const { status, signal } = spawnSync('unshare', args, { stdio: 'inherit' });
  return status ?? (signal ? 128 : 1);
}

function must(program, args, quiet = false) {
  const stdio = quiet ? ['ignore', 'pipe', 'inherit'] : 'inherit';
  const { status, stdout, error } = spawnSync(program, args, { stdio, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? `exit ${status}`}`);
  return stdout ?? '';
}
