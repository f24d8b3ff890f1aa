import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exporter, LaunchKind, Machine } from '#core/ports/exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';

const PAGE = join(import.meta.dirname, '../../../docs/targets.md');
const MACHINES: readonly Machine[] = [
  { platform: 'linux', home: '/~', env: {} },
  { platform: 'win32', home: '%USERPROFILE%', env: {} },
];
const COLUMNS = ['target', 'id', 'for a command', 'for a URL', 'file', 'of a project', 'tried'];

const mechanisms = (exporter: Exporter, launch: LaunchKind) => {
  const possible = exporter.choices(launch).filter((choice) => choice.possible);
  return possible.map(({ mechanism }) => mechanism).join(', ') || 'no';
};

function fileOf({ files, newFile }: Exporter): string {
  const [file] = MACHINES.flatMap((machine) => newFile?.(machine) ?? files(machine));
  return file === undefined ? '`--file`' : `\`${file.replace('/~', '~')}\``;
}

const row = (exporter: Exporter) => [
  exporter.name,
  `\`${exporter.id}\``,
  mechanisms(exporter, { command: ['x'] }),
  mechanisms(exporter, { url: 'https://example.com' }),
  fileOf(exporter),
  exporter.projectFile === undefined ? 'no' : `\`${exporter.projectFile}\``,
  exporter.tried ? 'yes' : 'no',
];

test('the page about targets has the table of them all, as the code has them', async () => {
  const rows = exporters.filter(({ takes }) => takes === 'server').map(row);
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const page = readFileSync(PAGE, 'utf8').replace(
    /(<!-- servers -->\n).*?(<!-- \/servers -->)/s,
    (_, start: string, end: string) => `${start}\n${lines.join('\n')}\n\n${end}`,
  );
  expect(page).toContain('| Claude Code | `claude-code` | launcher, reference, inline | helper,');
  await expect(page).toMatchFileSnapshot(PAGE);
});
