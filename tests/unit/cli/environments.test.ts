import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { environmentRow } from '#tests/fakes/environment-row.ts';
import { development, playground, production, readerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const archived = environmentRow({ name: 'Old', archivedAt: '2026-11-01T00:00:00.000Z' });
const environments = { list: () => [development, production, archived] };

describe('keyrack env list', () => {
  it('leaves archived environments out unless they are asked for', async () => {
    const shown = await type(['env', 'list'], { services: { environments } });
    expect(shown.out).not.toContain('Old');
    const all = await type(['env', 'list', '--archived', '--json'], { services: { environments } });
    const rows: { name: string; archived: boolean }[] = JSON.parse(all.out);
    expect(rows.map((row) => [row.name, row.archived])).toEqual([
      ['Development', false],
      ['Production', false],
      ['Old', true],
    ]);
    const table = await type(['env', 'list', '--archived'], { services: { environments } });
    expect(table.out).toMatch(/ARCHIVED\n/);
  });
});

describe('what an environment prescribes', () => {
  const { id } = development;

  it.each([
    [['--reveal', 'copy-once'], { copyPolicy: 'copy-once' }],
    [['--rotate', '90d'], { rotateAfterDays: 90 }],
    [['--rotate', '48h'], { rotateAfterDays: 2 }],
    [['--rotate', 'none'], { rotateAfterDays: null }],
    [['--naming', '<service>: <tool>'], { namingPattern: '<service>: <tool>' }],
    [['--project', ''], { project: null }],
  ])('is edited by %j, and nothing else is', async (argv, changes) => {
    const { asked, code } = await type(['env', 'edit', 'Development', ...argv]);
    expect(code).toBe(0);
    expect(asked.calls).toEqual([{ method: 'environments.edit', input: { id, ...changes } }]);
  });

  it('may be given to a new one', async () => {
    const argv = ['--reveal', 'vault', '--rotate', '30d', '--naming', '<tool>', '--position', '1'];
    const { asked } = await type(['env', 'add', 'Lab', '--stage', 'custom', ...argv]);
    const input = { copyPolicy: 'vault', rotateAfterDays: 30, namingPattern: '<tool>' };
    expect(asked.calls).toEqual([
      { method: 'environments.create', input: { name: 'Lab', stage: 'custom', ...input } },
      { method: 'environments.move', input: { id, position: 1 } },
    ]);
  });

  it('is left alone by an edit of the place alone', async () => {
    const { asked } = await type(['env', 'edit', 'Development', '--position', '2']);
    expect(asked.calls).toEqual([{ method: 'environments.move', input: { id, position: 2 } }]);
  });

  it.each([
    [['--reveal', 'never'], '--reveal cannot be used as given. Choose one of: vault, copy-once.'],
    [['--rotate', '90'], '--rotate cannot be used as given. Write hours or days, like 12h or 90d.'],
    [['--rotate', '12h'], '--rotate cannot be used as given. Use a whole number of days.'],
    [['--rotate', '0d'], '--rotate cannot be used as given. Write hours or days, like 12h or 90d.'],
    [['--rotate', '9999d'], '--rotate cannot be used as given. Use at most 3650 days.'],
    [['--naming', 'Key'], '--naming cannot be used as given. Use <tool> or <purpose>: without them'],
    [['--naming', '<team> <tool>'], '--naming cannot be used as given. <team> means nothing here.'],
    [['--position', '0'], '--position cannot be used as given. Write a whole number from 1 on.'],
    [['--position', '1.5'], '--position cannot be used as given. Write a whole number from 1 on.'],
    [['--name', '\u200b'], '--name cannot be used as given. Enter a name that can be seen.'],
  ])('%j is told by its option, and nothing is changed', async (argv, words) => {
    const { code, err, asked } = await type(['env', 'edit', 'Development', ...argv]);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(asked.calls).toEqual([]);
  });
});

describe('loosening a reveal policy in production', () => {
  const unconfirmed = new AppError('confirmation-needed', {
    message: 'It needs its name.',
    next: 'Type it.',
  });
  const edit = (input: { readonly confirm?: string | undefined }) => {
    if (input.confirm !== 'Production') throw unconfirmed;
    return { ...production, copyPolicy: 'vault' as const };
  };
  const argv = ['env', 'edit', 'Production', '--reveal', 'vault'];

  it('takes the name as an option', async () => {
    const named = await type([...argv, '--confirm', 'Production'], { services: { environments: { edit } } });
    expect(named.code).toBe(0);
  });

  it('asks for the name at a terminal', async () => {
    const terminal = createFakeTerminal({ answers: ['Production'] });
    const { code, err } = await type(argv, { terminal, services: { environments: { edit } } });
    expect(code).toBe(0);
    expect(err).toContain('Let keys of "Production" be copied again');
  });

  it.each([[argv], [[...argv, '--yes']], [[...argv, '--confirm', 'Prod']]])(
    'is refused without the name where nobody can be asked: %j',
    async (words) => {
      const { code, err } = await type(words, { services: { environments: { edit } } });
      expect(code).toBe(2);
      expect(err).toContain('It needs its name.');
    },
  );
});

describe('copies and archives', () => {
  it.each([
    [
      ['env', 'duplicate', 'Development', 'Copy'],
      'environments.duplicate',
      { id: development.id, name: 'Copy' },
    ],
    [['env', 'archive', 'Development'], 'environments.archive', development.id],
    [['env', 'unarchive', 'Development'], 'environments.unarchive', development.id],
  ])('%j', async (argv, method, input) => {
    const { asked, code } = await type(argv);
    expect(code).toBe(0);
    expect(asked.calls).toEqual([{ method, input }]);
  });

  it.each([
    [['env', 'duplicate', 'Development'], 2],
    [['env', 'duplicate', 'Development', ' '], 2],
    [['env', 'archive', 'Nowhere'], 4],
    [['env', 'unarchive'], 2],
  ])('%j is refused', async (argv, expected) => {
    const { asked, code } = await type(argv);
    expect(code).toBe(expected);
    expect(asked.calls).toEqual([]);
  });
});

describe('keyrack key list', () => {
  const list = () => [{ ...development, archivedAt: '2026-11-01T00:00:00.000Z' }, production];
  const given = { services: { environments: { list } } };

  it('leaves keys of archived environments out, and says so', async () => {
    const { out, err } = await type(['key', 'list', '--json'], given);
    expect(JSON.parse(out)).toEqual([expect.objectContaining({ name: 'Live' })]);
    expect(err).toContain('Keys of archived environments are left out. List them with --env "Development".');
  });

  it.each([[['--env', 'Development']], [['--connection', 'Playground']]])(
    'lists them where %j names their place',
    async (place) => {
      const { out, err } = await type(['key', 'list', '--json', ...place], given);
      expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ name: 'Reader' }));
      expect(err).not.toContain('archived');
    },
  );
});

describe('a key or connection of another environment', () => {
  const { id } = readerKey;
  it.each([
    [['exec', '--env', 'Production', '--key', 'Reader', '--', 'true']],
    [['exec', '--env', 'Production', '--key', `${id}=VAR`, '--', 'true']],
    [['export', 'claude-desktop', '--env', 'Production', '--key', 'Reader', '--command', 'x']],
    [['export', 'claude-desktop', '--env', 'Production', '--key', id, '--command', 'x']],
    [['key', 'show', 'Reader', '--env', 'Production']],
    [['key', 'create', '--env', 'Production', '--connection', 'Playground', '--name', 'K']],
    [['key', 'create', '--env', 'Production', '--connection', playground.id, '--name', 'K']],
  ])('is not found: %j', async (argv) => {
    const { code, err, seen, asked } = await type(argv);
    expect(code).toBe(4);
    expect(err).toContain('There is no ');
    expect(seen.child).toBeNull();
    expect(seen.opened).toEqual([]);
    expect(asked.calls).toEqual([]);
  });
});
