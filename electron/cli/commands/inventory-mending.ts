import type { Services } from '#core/services.ts';
import type { Target } from '#shared/model/delivery.ts';
import type { InventoryRow, Mend } from '#shared/model/inventory.ts';
import type { Key } from '#shared/model/key.ts';
import { keyrackLine } from '#shared/text/shell-word.ts';
import { printable } from '../printable.ts';

const NAME_MAX = 120;

/** Writes the commands that mend rows, to be pasted. */
export interface Mending {
  command(row: InventoryRow, key: Key): string;
  sync(connectionId: string): string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A name that finds this row alone, and that a terminal shows as it is; else the id. */
function wordFor({ id, name }: Named, all: readonly Named[]): string {
  const isSame = (other: Named) => other.name.normalize('NFC') === name.normalize('NFC') || other.id === name;
  const isPlain = name !== '' && !name.startsWith('-') && printable(name) === name;
  return isPlain && all.filter(isSame).length === 1 ? name : id;
}

interface Deps {
  readonly services: Pick<Services, 'keys' | 'environments' | 'connections' | 'delivering'>;
  readonly platform: NodeJS.Platform;
  /** The folder that was named for this run; the commands are for the same. */
  readonly home: string | undefined;
}

export function createMending({ services, platform, home }: Deps): Mending {
  const keys = services.keys.list();
  const environments = services.environments.list();
  const connections = services.connections.list();
  const targets = new Map(services.delivering.targets().map((target) => [target.id, target]));
  const line = (words: readonly string[]): string => keyrackLine(words, { platform, home });
  const environmentWord = ({ environmentId }: Key): string => {
    const found = environments.find(({ id }) => id === environmentId);
    return found === undefined ? environmentId : wordFor(found, environments);
  };
  const connectionWord = ({ connectionId }: Key): string => {
    const found = connections.find(({ id }) => id === connectionId);
    return found === undefined ? (connectionId ?? '') : wordFor(found, connections);
  };
  const words = (mend: Mend, key: Key): readonly string[] => {
    switch (mend.act) {
      case 'adopt':
        return adoption(mend, targets.get(mend.place.target), environmentWord(key));
      case 'unexport':
        return ['unexport', mend.delivery];
      case 'make': {
        const tool = targets.get(mend.target)?.name ?? mend.target;
        const place = ['--env', environmentWord(key), '--connection', connectionWord(key)];
        return ['key', 'create', ...place, ...likeness(key, tool)];
      }
      default:
        return ['key', mend.act, wordFor(key, keys)];
    }
  };
  return {
    command: ({ mend }, key) => line(words(mend, key)),
    sync: (id) =>
      line([
        'sync',
        '--connection',
        wordFor(connections.find((one) => one.id === id) ?? { id, name: '' }, connections),
      ]),
  };
}

/** As `scan` writes it. */
function adoption(
  { place, found }: Extract<Mend, { act: 'adopt' }>,
  target: Target | undefined,
  environment: string,
): string[] {
  const { scope, file } = place;
  return [
    ...['adopt', place.target],
    ...(scope === 'project' ? ['--scope', scope] : []),
    ...(file === undefined ? [] : ['--file', file]),
    ...['--env', environment],
    ...(target?.takes === 'variable'
      ? ['--variable', found.entry, '--remove']
      : ['--server', found.entry, '--variable', found.name]),
  ];
}

/** What the window takes over for a second tool as well. */
const likeness = ({ name, scopes, allowedIps, variable, testMode }: Key, tool: string): string[] => [
  ...['--name', `${name.slice(0, NAME_MAX - tool.length - 5)} for ${tool}`],
  ...scopes.flatMap((scope) => ['--scope', scope]),
  ...allowedIps.flatMap((range) => ['--ip', range]),
  ...(variable === null ? [] : ['--var', variable]),
  ...(testMode ? ['--test-mode'] : []),
];
