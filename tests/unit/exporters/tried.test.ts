import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exporters } from '../../../electron/exporters/index.ts';
import { places } from '../../../electron/exporters/places.ts';

const CLIENTS = join(import.meta.dirname, '../../clients');

test('a target is said to be tried when the suite of real programs has it, and only then', () => {
  const tried = [...exporters, ...places].filter((exporter) => exporter.tried).map(({ id }) => id);
  const suites = readdirSync(CLIENTS).filter((name) => name.endsWith('.test.ts'));
  expect(tried.toSorted()).toEqual(suites.map((name) => name.replace('.test.ts', '')).toSorted());
});
