import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScanningWorld } from './scanning-world.ts';

it('no output holds a planted value, wherever it stands and however the file is called', async () => {
  const signs = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const value = fc
    .string({ unit: fc.constantFrom(...signs), minLength: 24, maxLength: 40 })
    // Other than a word, and so a secret; `XxxX` is what templates have in place of one.
    .filter((text) => new Set(text).size >= 14 && /[a-zA-Z]\d/.test(text) && !/x{4}/i.test(text));
  const text = fc.constantFrom(
    (secret: string) => `API_TOKEN=${secret}\n`,
    (secret: string) => `{"mcpServers":{"${secret}":{"command":"x","env":{"API_TOKEN":"${secret}"}}}}`,
    (secret: string) => `${secret}_TOKEN=${secret}\n`,
    (secret: string) => `curl -H "Authorization: Bearer ${secret}" http://a.acme.io/?token=${secret}\n`,
    (secret: string) => `API_URL=http://u:${secret}@a.acme.io/${secret}\n`,
    (secret: string) => `--token ${secret} ghp_${secret}`,
  );
  const name = fc.constantFrom(
    () => '.env',
    () => '.mcp.json',
    (secret: string) => `${secret}.env`,
    (secret: string) => `${secret}/.bash_history`,
  );
  const world = createScanningWorld();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(value, text, name, async (secret, write, called) => {
      const folder = `case-${number++}`;
      const file = join(world.home, folder, called(secret));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, write(secret));
      const report = await world.scan({ paths: [join(world.home, folder)] });
      const output = JSON.stringify(report.findings);
      expect(report.findings.some(({ what }) => what === 'secret')).toBe(true);
      // Of a secret the first third at most is shown.
      expect(output).not.toContain(secret.slice(-15));
    }),
    { numRuns: 150 },
  );
});
