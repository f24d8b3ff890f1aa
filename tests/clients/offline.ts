import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ended } from '../contract/command/bench.ts';
import type { Job } from './inside.ts';

const INSIDE = join(import.meta.dirname, 'inside.ts');

/**
 * Runs a client where there is no network but the loopback of its own, and where /run/user/<uid>/bus is the given bus:
 * what an MCP client's servers find there. The user's own bus is out of reach.
 * @param bus the socket of a session bus
 * @throws Error where the kernel permits no such place: a client that could reach its makers has proved nothing
 */
export async function runOffline(bus: string, job: Job): Promise<{ code: number | null; out: string }> {
  const uid = process.getuid?.() ?? 0;
  const setUp = [
    'ip link set lo up',
    'mount -t tmpfs tmpfs /run',
    `mkdir -p /run/user/${uid}`,
    `: > /run/user/${uid}/bus`,
    `mount --bind "${bus}" /run/user/${uid}/bus`,
    'exec "$@"',
  ].join(' && ');
  const own = uid === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const child = spawn(
    'unshare',
    [...own, '--net', '--mount', 'sh', '-c', setUp, 'sh', process.execPath, INSIDE],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(job));
  const { code, out, err } = await ended(child);
  if (code !== 0) throw new Error(`The client could not be run without a network (unshare): ${err}`);
  return JSON.parse(out);
}
