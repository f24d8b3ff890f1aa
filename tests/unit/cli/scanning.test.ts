import { expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ScanFinding, ScanReport } from '#core/scanning/service.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const finding: ScanFinding = {
  what: 'secret',
  file: '/home/u/.env',
  line: 3,
  times: 2,
  kind: 'GitHub token',
  name: 'GITHUB_TOKEN',
  hint: 'ghp_Zk3v',
  target: 'dotenv',
  modifiedAt: '2026-11-10T12:00:00.000Z',
  mode: '0644',
  isOpen: true,
  git: 'tracked',
  key: { id: '1', name: 'CI', environment: 'Development' },
  isDelivered: false,
  next: ['keyrack key replace 1', 'keyrack adopt dotenv'],
};
const report: ScanReport = { files: 7, findings: [finding], passedOver: [], isCompared: true };
const repair = { file: '/home/u/.env', before: '0644', after: '0600' };

function scanning(found: ScanReport) {
  const closed: ScanReport[] = [];
  const services = {
    scanning: {
      scan: async () => found,
      repairs: () => [repair],
      closeFiles: async (given: ScanReport) => {
        closed.push(given);
        return [repair];
      },
    },
  };
  return { closed, services };
}

it('lists where, what, since when, how open, and then what to do, and exits 1', async () => {
  const { code, out, err } = await type(['scan'], scanning(report));
  expect([code, out.split('\n')]).toEqual([
    1,
    [
      '#  PLACE                     WHAT                    NAME          CHANGED  MODE                 GIT      KEY',
      '1  /home/u/.env:3 (2 times)  GitHub token ghp_Zk3v…  GITHUB_TOKEN  10 days  0644 open to others  tracked  CI (Development)',
      '',
      '1 found in 7 files. What to do:',
      '1: keyrack key replace 1',
      '1: keyrack adopt dotenv',
      '',
    ],
  ]);
  expect(err).toBe('Close the files that are open to others with: keyrack scan --fix-modes\n');
});

it.each<[string, ScanReport]>([
  ['nothing is found', { ...report, findings: [] }],
  ['nothing is to be done', { ...report, findings: [{ ...finding, isDelivered: true, next: [] }] }],
])('exits 0 where %s', async (_, found) => {
  expect((await type(['scan'], scanning(found))).code).toBe(0);
});

it('says what was not looked into, and that nothing was compared', async () => {
  const passedOver = [{ path: '/a', why: 'permission is denied' }];
  const { err } = await type(['scan'], scanning({ ...report, findings: [], passedOver, isCompared: false }));
  expect(err).toContain('Not looked into: /a, permission is denied.');
  expect(err).toContain('the storage is closed');
});

it('prints one document with --json', async () => {
  const { code, out } = await type(['scan', '--json'], scanning(report));
  const { passedOver, isCompared, files, findings } = report;
  expect([code, JSON.parse(out)]).toEqual([1, { files, findings, passedOver, isCompared, modes: [] }]);
});

it('closes files only after a yes', async () => {
  const silent = scanning(report);
  expect((await type(['scan', '--fix-modes'], silent)).code).toBe(2);
  const no = scanning(report);
  const terminal = createFakeTerminal({ answers: ['n'] });
  expect((await type(['scan', '--fix-modes'], { ...no, terminal })).code).toBe(1);
  expect([silent.closed, no.closed]).toEqual([[], []]);
  const yes = scanning(report);
  const { err } = await type(['scan', '--fix-modes', '--yes'], yes);
  expect(yes.closed).toEqual([report]);
  expect(err).toContain('/home/u/.env: 0644 -> 0600. To take it back: chmod 0644 /home/u/.env');
});

it('shows the modes as they are afterwards, and proposes nothing that is done already', async () => {
  const { out, err } = await type(['scan', '--fix-modes', '--yes'], scanning(report));
  expect(out).toContain('0600');
  expect(out).not.toContain('open to others');
  expect(err).not.toContain('keyrack scan');
  const { out: json } = await type(['scan', '--fix-modes', '--yes', '--json'], scanning(report));
  expect(JSON.parse(json)).toMatchObject({
    findings: [{ mode: '0600', isOpen: false }],
    modes: [{ before: '0644', after: '0600' }],
  });
});

it('takes a mode back by a line that can be pasted', async () => {
  const file = "/home/u/it's here/.env";
  const { services } = scanning({ ...report, findings: [{ ...finding, file }] });
  const repairs = () => [{ ...repair, file }];
  const given = { services: { scanning: { ...services.scanning, repairs } } };
  const { err } = await type(['scan', '--fix-modes', '--yes'], given);
  expect(err).toContain(`To take it back: chmod 0644 '/home/u/it'\\''s here/.env'`);
});

it('proposes what exists where nobody can be asked', async () => {
  const { err } = await type(['scan', '--fix-modes'], scanning(report));
  expect(err).toContain('keyrack: Close to others: nobody can be asked');
  expect(err).not.toContain('--dry-run');
  expect(err).toContain('/home/u/.env  0644 -> 0600');
});

it.each([
  [['scan', '/a b', 'c'], "keyrack scan --fix-modes '/a b' c"],
  [['scan', '--only-paths', '.'], 'keyrack scan --only-paths --fix-modes .'],
  [['scan', '--', '-x'], 'keyrack scan --fix-modes -- -x'],
  [['--home', '/a b', 'scan', '--', '-x'], "keyrack scan --fix-modes --home '/a b' -- -x"],
])('proposes to close files by the words of %j', async (argv, line) => {
  const { err } = await type(argv, scanning(report));
  expect(err).toBe(`Close the files that are open to others with: ${line}\n`);
});

it('refuses --only-paths without a path', async () => {
  expect((await type(['scan', '--only-paths'])).code).toBe(2);
});

it('takes named paths from the folder that it is given in, and with --only-paths nothing else', async () => {
  const asked: unknown[] = [];
  const scan = async (request: unknown) => {
    asked.push(request);
    return { ...report, findings: [] };
  };
  await type(['scan', '--only-paths', '.', '/x'], { services: { scanning: { scan } } });
  const folder = process.cwd();
  expect(asked).toEqual([{ paths: [folder, '/x'], folder, isMachineWide: false }]);
  await type(['scan', '--home', '/a b'], { services: { scanning: { scan } } });
  expect(asked[1]).toMatchObject({ paths: [], home: '/a b' });
});

it('stops at Ctrl+C, with 130 and no list', async () => {
  const scan = async (_request: unknown, { signal }: { signal?: AbortSignal } = {}) => {
    process.emit('SIGINT');
    if (signal?.aborted !== true) throw new Error('nobody told the scan');
    throw new AppError('cancelled', { message: 'The scan was stopped. Nothing was changed.' });
  };
  const { code, out } = await type(['scan'], { services: { scanning: { scan } } });
  expect([code, out]).toEqual([130, '']);
});

it('fails where a scan fails', async () => {
  const scan = async () => {
    throw new AppError('not-found', { message: 'There is nothing at /x.' });
  };
  expect((await type(['scan', '/x'], { services: { scanning: { scan } } })).code).toBe(4);
});
