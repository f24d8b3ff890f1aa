import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Entry, FileExporter, ServerLaunch } from '#core/ports/exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/exporters');
const LAUNCHES: readonly ServerLaunch[] = [
  { command: ['npx', '-y', '@unizo/mcp'] },
  { url: 'https://example.com/mcp', header: { name: 'X-Api-Key', value: '{}' } },
  { url: 'https://example.com/mcp', header: { name: 'Authorization', value: 'Bearer {}' } },
];

let world: AdoptingWorld | null = null;
const open = (): AdoptingWorld => {
  world?.end();
  world = createAdoptingWorld();
  return world;
};
afterEach(() => {
  world?.end();
  world = null;
});

/** Documents of this client's fixtures, before anything was exported into them. */
const documents = ({ id }: FileExporter): readonly (readonly [string, string])[] =>
  readdirSync(join(FIXTURES, id))
    .filter((file) => file.includes('.in.') && !file.startsWith('broken'))
    .map((file) => [file, readFileSync(join(FIXTURES, id, file), 'utf8')]);

/** The same document with an entry that somebody wrote in this client's own form, the value in it. */
function withTheirs(
  exporter: FileExporter,
  text: string,
  launch: ServerLaunch | null,
  value: string,
): string | null {
  const entry: Entry = {
    server: launch === null ? 'UNIZO_API_KEY' : 'unizo',
    keyId: '',
    delivery: '',
    variable: 'UNIZO_API_KEY',
    set: launch !== null && 'command' in launch ? { REGION: 'eu' } : {},
    launch,
    reference: '',
    mechanism: 'inline',
    launcher: [],
    platform: 'linux',
    file: '/home/me/config.json',
  };
  const inline = exporter.choices(launch).find(({ mechanism }) => mechanism === 'inline');
  if (inline?.possible !== true) return null;
  return exporter.editor.put(
    text,
    exporter.path(entry.server),
    exporter.render(entry, () => value),
  );
}

const hex = '0123456789abcdef';
const values = fc
  .string({ minLength: 24, maxLength: 40, unit: fc.constantFrom(...hex) })
  .map((text) => `sk-${text}`);

const adoptable = exporters.filter(({ adoption }) => adoption !== undefined);

test('every client is adoptable, and every file that is a list of variables', () => {
  const others = exporters.filter(({ adoption }) => adoption === undefined).map(({ id }) => id);
  const own = ['n8n', 'make', 'make-legacy', 'zapier'];
  expect(others).toEqual([...own, 'kubernetes', 'postman', 'bruno', 'insomnia']);
});

describe.each(adoptable.map((exporter) => [exporter.id, exporter] as const))('%s', (id, exporter) => {
  // The shell is told by the file's name, which is one for all of them here.
  const launches = exporter.takes === 'variable' ? [null] : LAUNCHES;
  const isShell = id === 'shell';
  const cases = documents(exporter).filter(
    ([file]) => !isShell || file.includes('rc') || file.includes('profile'),
  );

  test.each(cases)(
    '%s: adopted by each mechanism, nothing else changes, and undo gives the bytes back',
    async (_file, text) => {
      const world = open();
      await fc.assert(
        fc.asyncProperty(values, fc.constantFrom(...launches), async (value, launch) => {
          const entry = launch === null ? 'UNIZO_API_KEY' : 'unizo';
          const theirs = withTheirs(
            isShell ? { ...exporter, render: () => ({ shell: 'posix', value }) } : exporter,
            text,
            launch,
            value,
          );
          if (theirs === null) return;
          const possible = exporter.choices(launch).filter((choice) => choice.possible);
          for (const { mechanism } of possible) {
            world.put(theirs);
            const plan = await world.adopting.plan(world.request({ target: id, entry, mechanism }));
            expect(JSON.stringify(plan)).not.toContain(value);
            await world.adopting.adopt(plan.plan);
            const now = world.get();
            expect(now.includes(value)).toBe(mechanism === 'inline');
            expect((await world.delivering.deliveries()).map(({ state }) => state)).toEqual(['intact']);
            const { editor } = exporter;
            // Taking out an entry of several tables leaves the line between them, where a file holds nothing else.
            expect(editor.remove(now, exporter.path(entry)).trimEnd()).toBe(
              editor.remove(theirs, exporter.path(entry)).trimEnd(),
            );
            await world.delivering.undo();
            expect([world.get(), world.theirMode()]).toEqual([theirs, '644']);
            const again = await world.adopt({ target: id, entry, mechanism });
            expect(again.key).toBe(plan.key.id);
            await world.delivering.unexport(again.delivery);
            expect(world.get()).toBe(theirs);
          }
        }),
        { numRuns: 2, endOnFailure: true },
      );
    },
  );
});
