import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 20;

/** A process, the group that it leads, and what it has started outside of that group. */
export interface ProcessTree {
  /** Takes note of what runs now: whoever has left the group is found only while its parent lives. */
  look(): void;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /** @returns whether nothing of it runs any more, waiting so long for that */
  gone(ms: number): Promise<boolean>;
}

interface Status {
  readonly pid: number;
  /** Z: it has ended, and nobody has asked about it yet. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
}

/** From `/proc/<pid>/stat`, where the name is in brackets and may hold brackets itself. */
function statusOf(pid: number): Status | null {
  try {
    const [state = '', parent, group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { pid, state, parent: Number(parent), group: Number(group) };
  } catch {
    return null;
  }
}

/** All that run on this machine; Linux alone tells them without a further program. */
function processes(): readonly Status[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statusOf(Number(name)))
    .filter((status) => status !== null && status.state !== 'Z') as Status[];
}

const isLinux = process.platform === 'linux';
const isWindows = process.platform === 'win32';

function descendantsOf(root: number): readonly number[] {
  if (!isLinux) return [];
  const all = processes();
  const found = [root];
  for (const pid of found) found.push(...all.filter(({ parent }) => parent === pid).map((one) => one.pid));
  return found.slice(1);
}

function signalTo(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function anyRuns(root: number, others: ReadonlySet<number>): boolean {
  if (isWindows) return signalTo(root, 0);
  const isAnswered = signalTo(-root, 0) || [...others].some((pid) => signalTo(pid, 0));
  if (!isAnswered || !isLinux) return isAnswered;
  return processes().some(({ pid, group }) => group === root || others.has(pid));
}

export function createTree(root: number): ProcessTree {
  const others = new Set<number>();
  const look = () => {
    for (const pid of descendantsOf(root)) others.add(pid);
  };
  return {
    look,
    signal: (name) => {
      look();
      if (isWindows) spawnSync('taskkill', ['/pid', String(root), '/T', '/F'], { windowsHide: true });
      else for (const pid of [-root, ...others]) signalTo(pid, name);
    },
    gone: async (ms) => {
      for (let waited = 0; anyRuns(root, others); waited += LOOK_AGAIN_MS) {
        if (waited >= ms) return false;
        await pause(LOOK_AGAIN_MS);
      }
      return true;
    },
  };
}
