import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createRenewingWorld, type RenewingWorld } from './delivery-renewing-world.ts';

// Any document around the entry, any two values, any edit of its owner inside the entry: the value alone is replaced.

let world: RenewingWorld;
beforeEach(() => {
  world = createRenewingWorld();
});
afterEach(() => world.end());

const RUNS = 40;
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const secret = fc.stringMatching(/^[A-Za-z0-9_.+/=-]{16,48}$/);
const eol = fc.constantFrom('\n', '\r\n');

const jsonDocument = fc
  .tuple(fc.dictionary(word, fc.jsonValue({ maxDepth: 2 })), fc.constantFrom(undefined, 2, 4, '\t'), eol)
  .map(([members, indent, end]) => {
    const { mcpServers: _, ...others } = members;
    const text = JSON.stringify({ ...others, mcpServers: { theirs: { command: 'x' } } }, null, indent);
    return text.replaceAll('\n', end);
  });
const lines = fc
  .tuple(fc.array(fc.tuple(word, fc.stringMatching(/^[a-z0-9 ]{0,10}$/)), { maxLength: 6 }), eol)
  .map(([rows, end]) =>
    rows.map(([name, value]) => `${name.toUpperCase()}_X="${value}"${end}# ${value}${end}`).join(''),
  );
const yamlDocument = fc
  .tuple(fc.array(word, { maxLength: 4 }), eol)
  .map(([names, end]) => [...new Set(names)].map((name) => `${name}_x: # why${end}  a: 1${end}`).join(''));
const tomlDocument = fc
  .tuple(fc.array(word, { maxLength: 4 }), eol)
  .map(([names, end]) => [...new Set(names)].map((name) => `[${name}_x] # why${end}a = 1${end}`).join(''));

const cases: readonly (readonly [Partial<ExportRequest>, string, fc.Arbitrary<string>])[] = [
  [{ target: 'mcp' }, 'a.json', jsonDocument],
  [{ target: 'mcp', launch: { url: 'https://example.com/mcp' } }, 'b.json', jsonDocument],
  [{ target: 'dotenv' }, '.env', lines],
  [{ target: 'docker-env' }, 'docker.env', lines.map((text) => text.replaceAll('"', ''))],
  [{ target: 'shell' }, '.zshrc', lines.map((text) => text.replaceAll('\r', ''))],
  [{ target: 'goose' }, 'config.yaml', yamlDocument],
  [{ target: 'codex' }, 'config.toml', tomlDocument],
];

describe.each(cases.map((each) => [`${each[0].target} in ${each[1]}`, each] as const))(
  '%s',
  (_name, [request, name, documents]) => {
    test('the value alone is replaced, and taken back to the byte', async () => {
      const file = join(world.home, 'random', name);
      mkdirSync(dirname(file), { recursive: true });
      await fc.assert(
        fc.asyncProperty(documents, secret, secret, fc.boolean(), async (theirs, from, to, knowsOld) => {
          fc.pre(!theirs.includes(from) && !theirs.includes(to) && !from.includes(to) && !to.includes(from));
          writeFileSync(file, theirs, { mode: 0o600 });
          world.setValue(from);
          const { delivery } = await world.deliver({ ...request, mechanism: 'inline', file });
          const before = readFileSync(file, 'utf8');
          fc.pre(before.split(from).length === 2);
          world.setValue(to);
          const old = new Secret(from);
          const { change } = await world.renewing.renew(delivery, knowsOld ? old : null);
          const after = readFileSync(file, 'utf8');
          expect(unquoted(after, to)).toBe(unquoted(before, from));
          await world.renewing.check(delivery, old);
          world.setValue(from);
          await world.renewing.takeBack(delivery, change, old);
          expect(readFileSync(file, 'utf8')).toBe(before);
          world.setValue(to);
          await world.renewing.renew(delivery, old);
          await world.delivering.undo();
          expect(readFileSync(file, 'utf8')).toBe(theirs);
          await expect(world.delivering.undo()).rejects.toMatchObject({ code: 'not-found' });
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    });
  },
);

/** A format may write one value in quotes and another without. */
const unquoted = (text: string, value: string): string =>
  text.replace(value, 'VALUE').replace(/(["']?)VALUE\1/, 'VALUE');
