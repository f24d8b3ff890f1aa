import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { fakeClock } from '#tests/fakes/clock.ts';
import { manifestSchema } from '../../../electron/providers/engine/manifest/index.ts';
import { createManifestReader } from '../../../electron/providers/index.ts';

const PAGE = readFileSync(new URL('../../../docs/manifests.md', import.meta.url), 'utf8');

function membersOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, inner]) => [
    ...(name === 'properties' ? Object.keys(inner) : []),
    ...membersOf(inner),
  ]);
}

test('the page about manifests names every member that a manifest may have', () => {
  const members = new Set(membersOf(z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any' })));
  expect(members).toContain('ops');
  expect(members).toContain('resetIn');
  const code = [...PAGE.replace(/```[^`]*```/g, '').matchAll(/`[^`]+`/g)].join(' ');
  const named = new Set([...code.matchAll(/[\w$]+/g)].map(([word]) => word));
  expect([...members].filter((member) => !named.has(member))).toEqual([]);
});

test('the manifest on the page is one that Keyrack takes', () => {
  const [, example = ''] = PAGE.match(/```json\n([\s\S]+?)```/) ?? [];
  const { summary } = createManifestReader({ clock: fakeClock() }).read(example);
  expect(summary).toMatchObject({ id: 'orchard', custom: true });
});
