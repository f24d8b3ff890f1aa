import type { Exporter, FileExporter, Machine } from '../ports/exporter.ts';

const join = ({ platform, home }: Machine, ...names: readonly string[]): string =>
  [home, ...names].join(platform === 'win32' ? '\\' : '/');

const WHOLE = { posix: /^\//, win32: /^(?:[A-Za-z]:)?[\\/]/ };

/** @returns the folder that a variable names; undefined where it names none: a relative one would be of any folder */
function folderIn({ env, platform }: Machine, variable: string): string | undefined {
  const named = env[variable] ?? '';
  return (platform === 'win32' ? WHOLE.win32 : WHOLE.posix).test(named) ? named : undefined;
}

/** `.env`, `.env.local`, `.envrc`; of a folder. */
export const ENV_FILE = /^\.env(?:rc|\..+)?$/;

const PROFILES = [
  ...['.bashrc', '.bash_profile', '.bash_login', '.bash_aliases', '.profile'],
  ...['.zshrc', '.zprofile', '.zshenv', '.zlogin', '.xprofile'],
];
const HISTORIES = ['.bash_history', '.zsh_history', '.zhistory', '.sh_history', '.histfile'];
const POWERSHELL = ['PSReadLine', 'ConsoleHost_history.txt'];

/** Files in which shells keep what was typed. Sources: bash(1) HISTFILE, zshparam(1), fish history(1), PSReadLine's HistorySavePath. */
export function historyFiles(machine: Machine): readonly string[] {
  const { env, platform } = machine;
  const named = [
    env.HISTFILE,
    env.APPDATA && `${env.APPDATA}\\Microsoft\\Windows\\PowerShell\\${POWERSHELL.join('\\')}`,
  ];
  const data = folderIn(machine, 'XDG_DATA_HOME') ?? join(machine, '.local', 'share');
  const folder = folderIn(machine, 'ZDOTDIR');
  const zsh = folder === undefined ? [] : [`${folder}/.zsh_history`];
  return [
    ...HISTORIES.map((name) => join(machine, name)),
    ...(platform === 'win32'
      ? []
      : [`${data}/fish/fish_history`, `${data}/powershell/${POWERSHELL.join('/')}`, ...zsh]),
    ...named.filter((path) => path !== undefined && path !== ''),
  ].filter((path) => path !== undefined);
}

/** Files that a shell runs when it starts. */
const profileFiles = (machine: Machine): readonly string[] => {
  const zsh = folderIn(machine, 'ZDOTDIR');
  return [
    ...PROFILES.map((name) => join(machine, name)),
    ...(zsh === undefined
      ? []
      : PROFILES.filter((name) => name.startsWith('.z')).map((name) => `${zsh}/${name}`)),
  ];
};

/** Every file of this machine that is known to hold keys, or may. */
export function machineFiles(exporters: readonly Exporter[], machine: Machine): readonly string[] {
  const targets = exporters.flatMap((exporter) => [...exporter.files(machine)]);
  return [...new Set([...targets, ...profileFiles(machine), ...historyFiles(machine)])];
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Whose file it is, by where it stands; null: no target's. */
export function exporterAt(
  exporters: readonly Exporter[],
  machine: Machine,
  path: string,
): FileExporter | null {
  const byId = (id: string) => exporters.find((exporter) => exporter.id === id);
  const own = exporters.find((exporter) => exporter.files(machine).includes(path));
  if (own !== undefined) return own;
  const name = nameOf(path);
  if (name === '.envrc') return byId('direnv') ?? null;
  if (ENV_FILE.test(name)) return byId('dotenv') ?? null;
  if (PROFILES.includes(name)) return byId('shell') ?? null;
  const slashed = path.replaceAll('\\', '/');
  const isOf = ({ projectFile }: Exporter) =>
    projectFile !== undefined && slashed.endsWith(`/${projectFile}`);
  return exporters.find(isOf) ?? (name.endsWith('.env') ? (byId('dotenv') ?? null) : null);
}
