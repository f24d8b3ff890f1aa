import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, test } from 'vitest';
import type { KeyrackEvent } from '#shared/ipc/client.ts';
import { mainWindow } from '#shared/ipc/contract/main-window.ts';
import type { AdoptionPlan } from '#shared/model/adoption.ts';
import type { ImportPlan } from '#shared/model/import.ts';
import { silentLog } from '#tests/fakes/outside.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import type { MainDoor } from '../../../electron/ipc/handlers/main-window.ts';
import { mainHandlers } from '../../../electron/ipc/handlers/main-window.ts';
import { createSessionWorld, type SessionWorld } from '../core/session-world.ts';

const CANARY = 'cAnAry7Qx2Lm9Zt4Vb8Rw1';
// A hint is at most a third of a value and twelve characters.
const TOLD_MOST = CANARY.slice(0, 8);

let world: SessionWorld;
let file: string;
beforeEach(async () => {
  world = await createSessionWorld();
  file = join(mkdtempSync(join(tmpdir(), 'plaintext-')), 'given');
});
afterEach(() => {
  world.end();
  rmSync(dirname(file), { recursive: true });
});

/** A page whose user picks `file`; keeps all that came to it. */
function createPage(onEvent: (event: KeyrackEvent) => void = () => undefined) {
  const came: string[] = [];
  const desktop = { pick: async () => file };
  const tell = (event: KeyrackEvent) => {
    came.push(JSON.stringify(event));
    onEvent(event);
  };
  // What these methods use; the rest of the door is not asked.
  const door = { services: world.services, desktop, tell } as unknown as MainDoor;
  const dispatch = createDispatch(mainWindow, mainHandlers(door), silentLog);
  const call = async (method: string, input?: unknown) => {
    const answer = await dispatch(method, input);
    came.push(JSON.stringify(answer));
    return answer;
  };
  const value = async <T>(method: string, input?: unknown): Promise<T> => {
    const answer = await call(method, input);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
    return answer.value as T;
  };
  return { came, call, value };
}

const inDevelopment = () => ({ environmentId: world.development.id });

it('an import tells the page rows and counts, and never what stands in the file', async () => {
  writeFileSync(file, `A_KEY=${CANARY}1\nPORT=${CANARY}2\nB_KEY="pa$x${CANARY}3"\n`);
  const { came, call, value } = createPage();
  const { plan, rows } = await value<ImportPlan>('importing.choose', inDevelopment());
  expect(rows.map(({ variable }) => variable)).toEqual(['A_KEY', 'PORT', 'B_KEY']);
  expect(await value('importing.take', { plan, rows: [1, 2] })).toMatchObject({ left: [3] });
  expect(came.filter((each) => each.includes('import-progress'))).toHaveLength(2);
  expect(await call('importing.deleteFile', { plan })).toMatchObject({
    error: { code: 'forbidden-by-rule' },
  });
  const again = await value<ImportPlan>('importing.plan', { ...inDevelopment(), format: 'dotenv' });
  expect(again.rows.map(({ state }) => state)).toEqual(['held', 'held', 'unclear']);
  await value('importing.forget');
  expect(await call('importing.take', { plan: again.plan })).toMatchObject({ error: { code: 'not-found' } });
  expect(came.join()).not.toContain(TOLD_MOST);
});

it('an import that is cancelled keeps what it has, and goes on when it is asked again', async () => {
  writeFileSync(file, `A_KEY=${CANARY}1\nB_KEY=${CANARY}2\nC_KEY=${CANARY}3\n`);
  const { call, value } = createPage((event) => {
    if (event.kind === 'import-progress') void call('work.cancel', { id: event.plan });
  });
  const { plan } = await value<ImportPlan>('importing.choose', inDevelopment());
  for (const left of [[2, 3], [3], []])
    expect(await value('importing.take', { plan, rows: [1, 2, 3] })).toMatchObject({ left });
  expect(world.services.keys.list()).toHaveLength(3);
  await value('importing.deleteFile', { plan });
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['that is broken', `{"items":[{"name":"${CANARY}", }]}`],
  ['that is encrypted', JSON.stringify({ encrypted: true, data: CANARY })],
  ['of no known kind', `<secret>${CANARY}</secret>`],
  ['with a quote that is never closed', `Title,Password\nx,"${CANARY}\n`],
])('a file %s is refused without a word of it', async (_what, text) => {
  writeFileSync(file, text);
  const { came, call } = createPage();
  expect(await call('importing.choose', inDevelopment())).toMatchObject({ error: { code: 'file-refused' } });
  expect(came.join()).not.toContain(TOLD_MOST);
});

it('a page names no file', async () => {
  writeFileSync(file, `A_KEY=${CANARY}\n`);
  const { call } = createPage();
  const named = { ...inDevelopment(), file };
  expect(await call('importing.plan', named)).toMatchObject({ error: { code: 'invalid-input' } });
  expect(await call('importing.choose', named)).toMatchObject({ error: { code: 'invalid-input' } });
  expect(await call('importing.plan', inDevelopment())).toMatchObject({ error: { code: 'not-found' } });
});

it('an adoption tells the page where a value stands and what changes, and never the value', async () => {
  mkdirSync(dirname(world.claude), { recursive: true });
  const env = { GITHUB_TOKEN: `${CANARY}1`, OTHER_TOKEN: `${CANARY}2` };
  const before = JSON.stringify({ mcpServers: { github: { command: 'npx', args: ['x'], env } } }, null, 2);
  writeFileSync(world.claude, before);
  const { came, call, value } = createPage();
  const target = 'claude-desktop';
  expect(await value('adopting.find', { target })).toMatchObject({
    found: [{ name: 'GITHUB_TOKEN' }, { name: 'OTHER_TOKEN' }],
  });
  const request = { target, ...inDevelopment(), entry: 'github', secret: 'GITHUB_TOKEN' };
  for (const mechanism of ['inline', 'reference', 'helper'])
    await call('adopting.plan', { ...request, mechanism });
  await call('adopting.plan', { ...request, secret: undefined });
  const { plan } = await value<AdoptionPlan>('adopting.plan', request);
  const { change } = await value<{ change: string }>('adopting.adopt', { plan });
  expect(readFileSync(world.claude, 'utf8')).not.toContain(`${CANARY}1`);
  expect(await call('adopting.adopt', { plan })).toMatchObject({ error: { code: 'not-found' } });
  await value('targets.undo', { id: change });
  expect(readFileSync(world.claude, 'utf8')).toBe(before);
  expect(came.join()).not.toContain(TOLD_MOST);
});
