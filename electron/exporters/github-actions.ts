import type { PlaceExporter, StoredName } from '#core/ports/place-exporter.ts';
import { runGh } from './gh.ts';
import { unreadable } from './gh-failures.ts';

// An owner has letters, digits and hyphens, and with an enterprise's own users an underscore; a repository dots as well.
const PLACE = /^([a-z0-9][a-z0-9_-]{0,38})\/([a-z0-9._-]{1,100})(?::([a-z0-9][a-z0-9._-]{0,99}))?$/;
const NAME = /^[A-Z_][A-Z0-9_]{0,254}$/;

/**
 * Secrets of a GitHub repository or of an environment of it, through GitHub's own command `gh`: it is logged in already,
 * and seals the value for GitHub before it is sent. The value goes to it on stdin alone: `--body` would show it to
 * every program of this machine.
 * Sources: cli.github.com/manual/gh_secret_set, gh_secret_list, gh_secret_delete; cli/cli pkg/cmd/secret/set/set.go (line
 * ends at the end of stdin are cut off); docs.github.com, Secrets reference (names, 48 KB).
 */
export const githubActions: PlaceExporter = {
  kind: 'api',
  id: 'github-actions',
  name: 'GitHub Actions',
  tried: false,
  takes: 'variable',
  placeSyntax:
    'Name it as owner/repository, or owner/repository:environment for the secrets of one environment, on github.com.',
  placeOf: (text) => {
    // GitHub tells names apart without their capitals: one way to write a place, or it would be two.
    const place = text.trim().toLowerCase();
    const [, , repository = ''] = PLACE.exec(place) ?? [];
    return repository === '' || /^\.{1,2}$/.test(repository) ? null : place;
  },
  nameProblem: (name) => {
    if (!NAME.test(name)) return 'Use capitals, digits and underscores, not beginning with a digit.';
    return name.startsWith('GITHUB_') ? 'Names that begin with GITHUB_ belong to GitHub.' : null;
  },
  loses: /[\r\n]$/,
  bytesMax: 48 * 1024,
  choices: [
    {
      mechanism: 'input',
      possible: true,
      reason:
        'GitHub’s own store: gh reads the value on its standard input and seals it, and GitHub gives it to nobody but workflows.',
    },
    ...(
      [
        ['helper', 'A workflow runs on machines of GitHub, where no Keyrack is.'],
        ['launcher', 'A workflow runs on machines of GitHub, where Keyrack starts nothing.'],
        ['reference', 'A workflow sees no variable of this machine.'],
        ['inline', 'There is no file that the value could stand in.'],
      ] as const
    ).map(([mechanism, reason]) => ({ mechanism, reason, possible: false })),
  ],
  warnings: [
    'The GitHub CLI (gh) sets it, as whoever is logged in there. A secret of this name that Keyrack did not set is left alone; that is looked at when you export.',
    'GitHub gives no value back: taking this back deletes the secret, and setting it anew cannot be undone.',
  ],
  list: async (run, place) => {
    const output = await runGh(run, ['secret', 'list', ...at(place), '--json=name,updatedAt'], { place });
    return namesIn(output, place);
  },
  set: async (run, { place, name }, value) => {
    await runGh(run, ['secret', 'set', name, ...at(place)], { place, value, changes: true });
  },
  remove: async (run, { place, name }) => {
    await runGh(run, ['secret', 'delete', name, ...at(place)], { place, changes: true });
  },
};

/** SECURITY: in one word with its flag, and with the host before it, so that no place is taken for an option. */
function at(place: string): readonly string[] {
  const [repository = '', environment] = place.split(':');
  const repo = `--repo=github.com/${repository}`;
  return environment === undefined ? [repo] : [repo, `--env=${environment}`];
}

function namesIn(output: string, place: string): readonly StoredName[] {
  const rows = parsed(output);
  if (!Array.isArray(rows) || !rows.every(isStoredName)) throw unreadable(place);
  return rows.map(({ name, updatedAt }) => ({ name, updatedAt }));
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

function isStoredName(row: unknown): row is StoredName {
  if (typeof row !== 'object' || row === null) return false;
  const { name, updatedAt } = row as Record<string, unknown>;
  return typeof name === 'string' && typeof updatedAt === 'string' && TIME.test(updatedAt);
}
