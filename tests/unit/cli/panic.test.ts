import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Services } from '#core/services.ts';
import { openRotation, rotation } from '#tests/fakes/rotation-row.ts';
import { liveKey, readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyrack-panic-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LEAKED = 'leaked-canary-value';
const leaked = (argv: readonly string[], keyIds: readonly string[], beginning: 'acme' | null = null) => {
  const identify: Services['keys']['identify'] = async () => ({
    keyIds: [...keyIds],
    beginning: beginning === null ? null : { provider: beginning, testMode: false },
  });
  const terminal = createFakeTerminal({ stdin: `${LEAKED}\n` });
  return type(['panic', ...argv], { terminal, services: { keys: { identify } } });
};

describe('panic', () => {
  it('finds the key by its value, says whose it is and where it is, and prints the note', async () => {
    const { code, out, err, asked } = await leaked(['--yes'], [readerKey.id]);
    expect({ code, out, calls: asked.calls }).toEqual({
      code: 0,
      out: '# Leaked key\n',
      calls: [{ method: 'rotating.panic', input: { keyId: readerKey.id } }],
    });
    expect(err).toContain('It is the key "Reader" of Development');
    expect(err).toContain('Delivered to Cursor');
    expect(out + err).not.toContain(LEAKED);
  });

  it('replaces the key that is named', async () => {
    const { code, asked } = await type(['panic', 'Reader', '--yes']);
    expect({ code, calls: asked.calls, secrets: asked.secrets }).toEqual({
      code: 0,
      calls: [{ method: 'rotating.panic', input: { keyId: readerKey.id } }],
      secrets: [],
    });
  });

  it('prints the incident with --json', async () => {
    const { out } = await leaked(['--yes', '--json'], [readerKey.id]);
    expect(JSON.parse(out)).toEqual({ rotation: rotation(), note: '# Leaked key\n' });
  });

  it.each([
    ['of no key', [], 4],
    ['of several keys', [readerKey.id, towerKey.id], 2],
  ])('begins nothing for a value %s', async (_, keyIds, code) => {
    const run = await leaked(['--yes'], keyIds);
    expect({ code: run.code, calls: run.asked.calls }).toEqual({ code, calls: [] });
  });

  it('says where an unknown value is to be revoked', async () => {
    expect((await leaked(['--yes'], [])).err).toContain('keyrack scan');
    expect((await leaked(['--yes'], [], 'acme')).err).toContain('in the console of Acme');
  });

  it('names the command for each of several keys', async () => {
    expect((await leaked([], [readerKey.id, towerKey.id])).err).toContain(`keyrack panic ${towerKey.id}`);
  });

  it('needs a yes, in production the name too, which it hands on', async () => {
    expect((await leaked([], [readerKey.id])).code).toBe(2);
    const { asked } = await leaked(['--yes', '--confirm', 'Production'], [liveKey.id]);
    expect(asked.calls[0]?.input).toEqual({ keyId: liveKey.id, confirm: 'Production' });
  });

  it('of an old value that is being retired tells of its key, and is about that value: its run ends, no third key is made', async () => {
    const get = (id: string) => ({ ...readerKey, id, replacedBy: id === towerKey.id ? readerKey.id : null });
    const identify = async () => ({ keyIds: [towerKey.id], beginning: null });
    const terminal = createFakeTerminal({ stdin: LEAKED });
    const services = { keys: { get, identify } };
    const { asked, err } = await type(['panic', '--yes'], { terminal, services });
    expect(asked.calls[0]?.input).toMatchObject({ keyId: towerKey.id });
    expect(err).toContain(readerKey.id);
  });

  it('asks for the new value where it is made by hand, once the run is begun', async () => {
    const run = openRotation({ state: 'waiting', step: 'enter', can: ['enter'] });
    const services = { rotating: { panic: async () => ({ rotation: run, note: '# Leaked key\n' }) } };
    const terminal = createFakeTerminal({ answers: ['y', 'the-new-value'] });
    const { code, out, asked } = await type(['panic', 'Reader'], { terminal, services });
    expect({ code, out, secrets: asked.secrets }).toEqual({
      code: 0,
      out: '# Leaked key, later\n',
      secrets: ['the-new-value'],
    });
    const piped = await type(['panic', 'Reader', '--yes'], { services });
    expect(piped.err).toContain(`keyrack rotations enter ${run.id}`);
  });

  it('exits 1 where the leaked key goes on', async () => {
    const failed = { rotation: rotation({ state: 'failed' }), note: '# Leaked key\n' };
    const services = { rotating: { panic: async () => failed } };
    expect((await type(['panic', 'Reader', '--yes'], { services })).code).toBe(1);
  });

  it('writes the note, and looks first whether it may', async () => {
    const file = join(folder, 'incident.md');
    expect((await type(['panic', 'Reader', '--note', file, '--yes'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('# Leaked key\n');
    const lost = await type(['panic', 'Reader', '--yes', '--note', join(folder, 'no', 'folder', 'n.md')]);
    expect({ code: lost.code, told: lost.err.includes('# Leaked key') }).toEqual({ code: 1, told: true });
    writeFileSync(file, 'mine');
    const terminal = createFakeTerminal({ answers: ['y'] });
    const { code, asked } = await type(['panic', 'Reader', '--note', file], { terminal });
    expect({ code, calls: asked.calls }).toEqual({ code: 6, calls: [] });
  });
});
