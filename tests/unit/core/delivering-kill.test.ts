import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPlace } from '../../crash/delivery-place.ts';

/** A few in every run; KEYRACK_KILLS=1000 for the long one. */
const KILLS = Number(process.env.KEYRACK_KILLS ?? 6);
const LIFE_MS_MAX = 120;
const WRITERS = join(import.meta.dirname, '../../crash');
const THEIRS = '{\n  "theme": "dark"\n}';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function writeAndBeKilled(writes: 'delivery' | 'files'): Promise<void> {
  const path = join(WRITERS, `${writes}-writer.ts`);
  const writer = spawn(process.execPath, ['--no-warnings', path, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'exit');
  await once(writer.stdout, 'data');
  await delay(Math.random() * LIFE_MS_MAX);
  writer.kill('SIGKILL');
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
}

/** The next start: all must be one or the other. */
async function startAndLook(theirs: string | null): Promise<void> {
  const { ledger, delivering, file } = openPlace(folder);
  try {
    await delivering.recover();
    expect(ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
    const entry = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8')).mcpServers?.['ci-dev']
      : undefined;
    const deliveries = await delivering.deliveries();
    expect(deliveries.map(({ state }) => state)).toEqual(entry === undefined ? [] : ['intact']);
    if (entry !== undefined) expect(statSync(file).mode & 0o777).toBe(0o600);
    const [delivery] = deliveries;
    if (delivery !== undefined) await delivering.unexport(delivery.id);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : null).toBe(theirs);
    const beside = existsSync(dirname(file)) ? readdirSync(dirname(file)) : [];
    expect(beside).toEqual(theirs === null ? [] : ['claude_desktop_config.json']);
  } finally {
    ledger.close();
  }
}

test.each([
  ['a file of somebody else', THEIRS],
  ['no file', null],
])(
  'killed at any moment while it writes into %s, the next start finds the old or the new state, and nothing beside it',
  async (_name, theirs) => {
    const file = join(folder, 'home/.config/Claude/claude_desktop_config.json');
    if (theirs !== null) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, theirs);
    }
    for (let kill = 0; kill < KILLS / 2; kill += 1) {
      await writeAndBeKilled('delivery');
      await startAndLook(theirs);
    }
  },
  30_000 + KILLS * 3_000,
);

const N8N_FILES = ['n8n-ci-dev.json', 'n8n-ci-dev.workflow.json'];

test(
  'killed at any moment while it writes files of our own, the next start finds all of them or none, and nothing beside them',
  async () => {
    for (let kill = 0; kill < KILLS / 2; kill += 1) {
      await writeAndBeKilled('files');
      const { ledger, delivering, exportsFolder } = openPlace(folder);
      try {
        await delivering.recover();
        expect(ledger.changes.list().filter(({ state }) => state === 'writing')).toEqual([]);
        const names = existsSync(exportsFolder) ? readdirSync(exportsFolder).sort() : [];
        const [delivery] = await delivering.deliveries();
        expect(names).toEqual(delivery?.state === 'intact' ? N8N_FILES : []);
        expect(['intact', 'imported', undefined]).toContain(delivery?.state);
        for (const name of names) expect(statSync(join(exportsFolder, name)).mode & 0o777).toBe(0o600);
        if (delivery !== undefined) await delivering.unexport(delivery.id);
        expect(existsSync(exportsFolder) ? readdirSync(exportsFolder) : []).toEqual([]);
      } finally {
        ledger.close();
      }
    }
  },
  30_000 + KILLS * 3_000,
);
