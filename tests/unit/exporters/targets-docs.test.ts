import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exporter, LaunchKind, Machine } from '#core/ports/exporter.ts';
import type { PlaceExporter } from '#core/ports/place-exporter.ts';
import { exporters } from '../../../electron/exporters/index.ts';
import { places } from '../../../electron/exporters/places.ts';

const PAGE = join(import.meta.dirname, '../../../docs/targets.md');
const MACHINES: readonly Machine[] = [
  { platform: 'linux', home: '/~', env: {} },
  { platform: 'win32', home: '%USERPROFILE%', env: {} },
];
const COLUMNS = ['target', 'id', 'for a command', 'for a URL', 'file', 'of a project', 'tried'];

const mechanisms = (exporter: Exporter, launch: LaunchKind | null) => {
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

const VARIABLE_COLUMNS = ['target', 'id', 'mechanisms', 'file', 'of a project', 'tried'];
const variableRow = (exporter: Exporter) => {
  const [name = '', id = '', , , ...rest] = row(exporter);
  return [name, id, mechanisms(exporter, null), ...rest];
};

const SERVICE_COLUMNS = ['target', 'id', 'mechanisms', 'file', 'tried'];
const serviceRow = (exporter: Exporter) => {
  const [name = '', id = ''] = row(exporter);
  const place = exporter.own?.place({ platform: 'linux', home: '/~', env: {} }, 'NAME') ?? '';
  const tried = exporter.tried ? 'yes' : 'no';
  return [name, id, mechanisms(exporter, null), `\`${place.replace('/~', '~')}\``, tried];
};

const PLACE_COLUMNS = ['target', 'id', 'mechanisms', 'place', 'tried'];
const placeRow = ({ name, id, choices, tried }: PlaceExporter) => {
  const possible = choices.filter((choice) => choice.possible).map(({ mechanism }) => mechanism);
  return [name, `\`${id}\``, possible.join(', '), '`--repo`', tried ? 'yes' : 'no'];
};

function withTable(page: string, name: string, rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const place = new RegExp(`(<!-- ${name} -->\\n).*?(<!-- /${name} -->)`, 's');
  return page.replace(place, (_, start: string, end: string) => `${start}\n${lines}\n\n${end}`);
}

test('the page about targets has the table of them all, as the code has them', async () => {
  const of = (takes: Exporter['takes']) => exporters.filter((exporter) => exporter.takes === takes);
  const dashes = (columns: readonly string[]) => columns.map(() => '---');
  const servers = withTable(readFileSync(PAGE, 'utf8'), 'servers', [
    COLUMNS,
    dashes(COLUMNS),
    ...of('server').map(row),
  ]);
  const services = withTable(servers, 'services', [
    SERVICE_COLUMNS,
    dashes(SERVICE_COLUMNS),
    ...of('service').map(serviceRow),
  ]);
  const stores = withTable(services, 'places', [
    PLACE_COLUMNS,
    dashes(PLACE_COLUMNS),
    ...places.map(placeRow),
  ]);
  const page = withTable(stores, 'variables', [
    VARIABLE_COLUMNS,
    dashes(VARIABLE_COLUMNS),
    ...of('variable').map(variableRow),
  ]);
  expect(page).toContain('| Claude Code | `claude-code` | launcher, reference, inline | helper,');
  expect(page).toContain(
    '| Zapier | `zapier` | input | `~/keyrack-exports/zapier-NAME/package.json` | yes |',
  );
  expect(page).toContain('| GitHub Actions | `github-actions` | input | `--repo` | no |');
  expect(page).toContain('| .env file | `dotenv` | inline |');
  await expect(page).toMatchFileSnapshot(PAGE);
});
