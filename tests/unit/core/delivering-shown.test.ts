import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createAdoptingWorld } from './adopting-world.ts';
import { createDeliveringWorld, VALUE } from './delivering-world.ts';

type Lines = readonly { readonly kind: string; readonly text: string }[];
const textOf = (lines: Lines, kind: string) =>
  lines
    .filter((line) => line.kind === kind)
    .map(({ text }) => text.trim().replace(/,$/, ''))
    .join('\n');
const DOTS = '••••••••';

describe('the change of an entry of ours', () => {
  let world: ReturnType<typeof createDeliveringWorld>;
  beforeEach(() => {
    world = createDeliveringWorld();
  });
  afterEach(() => world.end());

  const set = { BASE_HOST: 'api.example.org', ADMIN_PASSWORD: 'canary-of-the-user' };
  const deliver = (changes: Partial<ExportRequest> = {}) => {
    world.write('{\n  "mcpServers": {}\n}\n');
    return world.deliver({ set, mechanism: 'inline', ...changes });
  };

  test('shows what Keyrack wrote, and masks the value and what looks like a secret beside a line of ours', async () => {
    await deliver();
    const { diff } = await world.delivering.plan(
      world.request({ mechanism: 'inline', set: { ...set, BASE_HOST: 'api.example.net' } }),
    );
    expect(textOf(diff, 'added')).toContain('"BASE_HOST": "api.example.net"');
    expect(textOf(diff, 'removed')).toContain(`"BASE_HOST": "${DOTS}"`);
    expect(JSON.stringify(diff)).not.toMatch(/canary/);
  });

  test('masks what looks like a secret among the variables that its user gave, already at the first export', async () => {
    const { diff } = await world.delivering.plan(world.request({ set }));
    expect(textOf(diff, 'added')).toContain('"BASE_HOST": "api.example.org"');
    expect(textOf(diff, 'added')).toContain(`"ADMIN_PASSWORD": "${DOTS}"`);
    expect(JSON.stringify(diff)).not.toMatch(/canary/);
  });

  test('shows every word of our own command, and masks a token behind it', async () => {
    const words = ['/opt/bin/keyrack.mjs', '--home', '/home/u/ab12cd34ef56ab12cd34ef56'];
    const startedBy = (node: string) => createDelivering({ ...world.deps, launcher: () => [node, ...words] });
    const delivering = startedBy('/usr/bin/node');
    const launch = { command: ['npx', 'x', '--token', 'canary-word'] };
    world.write('{\n  "mcpServers": {}\n}\n');
    const first = world.request({ launch, variable: 'UNIZO_API_TOKEN' });
    await delivering.export((await delivering.plan(first)).plan);
    const second = { ...first, set: { BASE_HOST: 'a.example' } };
    const { diff } = await startedBy('/opt/node').plan(second);
    const shown = diff.map(({ text }) => text).join('\n');
    for (const word of [...words, 'exec', '--key', '--', 'npx', '--token'])
      expect(shown).toContain(`"${word}"`);
    expect(shown).not.toContain('canary');
  });

  test('shows at a restore what comes back, and masks what somebody put there', async () => {
    const { delivery } = await deliver();
    world.foreignEdit('"api.example.org"', '"canary-of-somebody"');
    world.foreignEdit(VALUE, 'canary-another');
    const { since, diff } = await world.delivering.planRestore(delivery);
    expect(textOf(since, 'removed')).toContain('"BASE_HOST": "api.example.org"');
    expect(textOf(since, 'added')).toContain(`"BASE_HOST": "${DOTS}"`);
    expect(textOf(diff, 'added')).toContain('"BASE_HOST": "api.example.org"');
    expect(JSON.stringify([since, diff])).not.toMatch(/canary/);
  });

  test('that shares a line with what is of others stays masked as a whole', async () => {
    world.write('{"mcpServers":{"a":{"env":{"SOME_HOST":"canary"}}}}');
    await world.deliver({ set: { BASE_HOST: 'api.example.org' } });
    const { diff } = await world.delivering.plan(world.request({ set: { BASE_HOST: 'api.example.net' } }));
    expect(JSON.stringify(diff)).not.toMatch(/canary/);
  });

  test('shows the prompt of a client that asks for the key', async () => {
    const file = join(world.home, '.config/Code/User/mcp.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      '{\n\t"servers": {},\n\t"inputs": [\n\t\t{\n\t\t\t"id": "theirs",\n\t\t\t"default": "canary"\n\t\t}\n\t]\n}\n',
    );
    const { delivery } = await world.deliver({ target: 'vscode' });
    writeFileSync(
      file,
      '{\n\t"servers": {},\n\t"inputs": [\n\t\t{\n\t\t\t"id": "theirs",\n\t\t\t"default": "canary"\n\t\t}\n\t]\n}\n',
    );
    const { diff } = await world.delivering.planRestore(delivery);
    expect(textOf(diff, 'added')).toContain('"type": "promptString"');
    expect(textOf(diff, 'added')).toMatch(/"UNIZO_API_KEY": "\$\{input:keyrack-/);
    expect(JSON.stringify(diff)).not.toContain('canary');
  });

  test('that was adopted, or kept as somebody changed it, shows nothing of theirs at a restore', async () => {
    const { delivery } = await deliver();
    world.foreignEdit('"api.example.org"', '"canary-kept"');
    await world.delivering.keep(delivery);
    world.write('{}');
    const { since, diff } = await world.delivering.planRestore(delivery);
    expect(JSON.stringify([since, diff])).not.toMatch(/canary/);
    expect(textOf(diff, 'added')).toContain(`"BASE_HOST": "${DOTS}"`);
  });
});

describe('the change of an entry that is adopted', () => {
  let world: ReturnType<typeof createAdoptingWorld>;
  beforeEach(() => {
    world = createAdoptingWorld();
  });
  afterEach(() => world.end());

  const THEIR_ENTRY = `{
  "mcpServers": {
    "github": {
      "command": "npx",
      "args": [
        "--token",
        "canary-argument"
      ],
      "env": {
        "A_HOST": "canary.example.org",
        "GITHUB_TOKEN": "${VALUE}"
      }
    }
  }
}
`;

  test('shows what the program reads from then on, and nothing of theirs that was masked', async () => {
    world.put(THEIR_ENTRY);
    const plan = await world.adopting.plan(
      world.request({ entry: 'github', mechanism: 'reference', target: 'cursor', secret: 'GITHUB_TOKEN' }),
    );
    expect(textOf(plan.diff, 'added')).toMatch(/"GITHUB_TOKEN": "\$\{env:\w+\}"/);
    expect(textOf(plan.diff, 'removed')).toContain(`"GITHUB_TOKEN": "${DOTS}"`);
    expect(JSON.stringify(plan)).not.toMatch(/canary/);
  });

  test('by the command shows which key it starts with, and no word of theirs that was masked', async () => {
    world.put(THEIR_ENTRY);
    const plan = await world.adopting.plan(
      world.request({ entry: 'github', mechanism: 'launcher', secret: 'GITHUB_TOKEN' }),
    );
    expect(textOf(plan.diff, 'added')).toContain(`"${plan.key.id}=GITHUB_TOKEN"`);
    expect(JSON.stringify(plan)).not.toMatch(/canary/);
  });
});
