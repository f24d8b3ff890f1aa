import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsPerson } from '#core/rotating/rewriting.ts';
import { THEIRS } from './delivering-world.ts';
import { createRenewingWorld, type RenewingWorld } from './delivery-renewing-world.ts';

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
  world.write(THEIRS);
});
afterEach(() => world.end());

const inline = { mechanism: 'inline' } as const;
const planned = async () => (await world.renewing.plan(world.key.id))[0];
describe('a new value that cannot stand there', () => {
  const deliver = async (target: string, name: string, more = {}) => {
    const file = join(world.home, 'project', name);
    mkdirSync(dirname(file), { recursive: true });
    const { delivery } = await world.deliver({ ...inline, target, file, ...more });
    return { delivery, file };
  };

  test.each([
    ['docker-env', 'docker.env', 'two\nlines-of-a-value', {}],
    ['postman', 'e.json', 'canary-{{other}}', {}],
    ['cursor', 'c.json', `canary-${'$'}{env:HOME}`, {}],
    ['cursor', 'c.json', 'canary-ünicode', { launch: { url: 'https://example.com/mcp' } }],
    ['make', 'make.json', 'canary-{{x}}', {}],
    ['n8n', 'n8n.json', 'canary two\nlines', {}],
  ])('in %s (%s) is refused before anything is written: %j', async (target, name, value, more) => {
    const { delivery, file } = await deliver(target, name, more);
    const before = readFileSync(file, 'utf8');
    world.setValue(value);
    const error = await world.renewing.renew(delivery, world.old).then(
      () => null,
      (thrown: unknown) => thrown as { code: string; message: string; next: string },
    );
    expect(error?.code).toMatch(/^(file-refused|forbidden-by-rule)$/);
    expect(JSON.stringify([error?.message, error?.next])).not.toContain('canary-');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(world.ledger.changes.list()).toHaveLength(1);
  });
});

describe('what the plan tells', () => {
  test('from where a variable comes that is delivered by reference', async () => {
    const env = join(world.home, '.bashrc');
    await world.deliver({ ...inline, target: 'shell', file: env, variable: 'UNIZO_SHELL_KEY' });
    await world.deliver({ target: 'claude-code', mechanism: 'reference', reference: 'UNIZO_SHELL_KEY' });
    await world.deliver({ target: 'gemini', mechanism: 'reference', reference: 'ELSEWHERE' });
    const plan = await world.renewing.plan(world.key.id);
    expect(plan.map(({ how, restart }) => [how, restart])).toEqual([
      ['rewrite', 'terminals that are open'],
      ['nothing', 'Claude Code'],
      ['person', 'Gemini CLI'],
    ]);
    expect(plan[1]?.text).toContain(`It is set in ${env}`);
    expect(plan[2]?.text).toContain('exec --key');
  });

  test.each([
    ['n8n', 'n8n.json'],
    ['postman', 'postman.json'],
    ['dotenv', '.env'],
  ])('of a file that cannot be read (%s) it is told, and hides no other', async (target, name) => {
    const file = join(world.home, name);
    await world.deliver({ ...inline, target, file });
    await world.deliver({ target: 'claude-code', mechanism: 'launcher' });
    rmSync(file);
    mkdirSync(file);
    const plan = await world.renewing.plan(world.key.id);
    expect(plan.map(({ how }) => how)).toEqual(['rewrite', 'nothing']);
    expect(plan[0]?.text).toContain(`cannot be now. ${file} is a folder`);
  });

  test('and rows alone tell which of them need a person, of those whose file does not decide', async () => {
    await world.deliver(inline);
    await world.deliver({ target: 'claude-code', mechanism: 'launcher' });
    await world.deliver({ target: 'vscode', mechanism: 'input' });
    await world.deliver({ target: 'gemini', mechanism: 'reference', reference: 'ELSEWHERE' });
    await world.deliver({ ...inline, target: 'n8n', file: join(world.home, 'n8n.json') });
    const { delivery } = await world.deliver({ ...inline, target: 'roo' });
    const row = world.ledger.deliveries.get(delivery);
    if (row !== null) world.ledger.deliveries.put({ ...row, target: 'of-tomorrow' });
    const people = world.renewing.people();
    const planned = (await world.renewing.plan(world.key.id)).filter(needsPerson);
    expect(people).toHaveLength(4);
    expect(people).toEqual(
      planned.map(({ targetName, file }) => ({ keyId: world.key.id, targetName, file })),
    );
  });

  test('of another key nothing', async () => {
    await world.deliver(inline);
    expect(await world.renewing.plan(world.addKey({ name: 'other' }).id)).toEqual([]);
  });

  test('of a target that this version does not know: a person sees to the value there', async () => {
    const { delivery } = await world.deliver(inline);
    const row = world.ledger.deliveries.get(delivery);
    if (row !== null) world.ledger.deliveries.put({ ...row, target: 'of-tomorrow' });
    expect(await planned()).toMatchObject({ how: 'person', targetName: 'of-tomorrow' });
  });

  test('by input what a person does, and where', async () => {
    await world.deliver({ target: 'vscode', mechanism: 'input' });
    expect(await planned()).toMatchObject({ how: 'person', restart: null, diff: [] });
    expect((await planned())?.text).toContain('clear the answer');
  });

  test('of a file that a program takes in: it has to be taken in again', async () => {
    await world.deliver({ ...inline, target: 'n8n', file: join(world.home, 'n8n.json') });
    expect(await planned()).toMatchObject({ how: 'rewrite' });
    expect((await planned())?.afterwards).toContain('again');
  });
});
