import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ask, run, SetupStop, say } from './say.mjs';

const APP = [
  { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { package: 'libnss3', library: 'libnss3.so' },
  { package: 'libasound2', library: 'libasound.so.2' },
  { package: 'libgbm1', library: 'libgbm.so.1' },
  { package: 'libnotify4', library: 'libnotify.so.4' },
  { package: 'libsecret-1-0', library: 'libsecret-1.so.0' },
  { package: 'libxss1', library: 'libXss.so.1' },
  { package: 'libxtst6', library: 'libXtst.so.6' },
];

const VIRTUAL_SESSION = [
  { package: 'xvfb', program: 'Xvfb' },
  { package: 'dbus', program: 'dbus-daemon' },
  { package: 'dbus', program: 'dbus-send' },
  { package: 'gnome-keyring', program: 'gnome-keyring-daemon' },
];

const TESTS = [
  { package: 'libsecret-tools', program: 'secret-tool' },
  { package: 'curl', program: 'curl' },
  { package: 'xclip', program: 'xclip' },
  { package: 'xsel', program: 'xsel' },
  { package: 'zsh', program: 'zsh' },
  { package: 'fish', program: 'fish' },
];

/**
 * For the component suite alone: without either, set-up goes on, and that one step fails and says so. The first has no windows
 * of a browser around each page, which takes a third off the suite's time.
 */
const CHROMIUMS = [
  { package: 'chromium-headless-shell', program: 'chromium-headless-shell' },
  { package: 'chromium', program: 'chromium' },
];

const NEEDS = {
  app: APP,
  demo: [...APP, ...VIRTUAL_SESSION],
  tests: [...APP, ...VIRTUAL_SESSION, ...TESTS],
};

/** Installs the system libraries that are missing, or names them to a user who is not root. */
export function libraries(purpose) {
  if (purpose === 'tests') tryChromium();
  const missing = missingOf(NEEDS[purpose]);
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get')) {
    const names = missing.map((need) => need.library ?? need.program).join(', ');
    throw new SetupStop(
      `Missing on this system: ${names}. Install them with its package manager, then try again.`,
    );
  }
  if (process.getuid() !== 0) {
    throw new SetupStop(
      `System libraries are missing. Run this line, then try again:\nsudo apt-get install -y --no-install-recommends ${packageNames(missing).join(' ')}`,
    );
  }
  install(missing);
}

/** @returns the program of a Chromium: the one that CHROMIUM names, else Debian's; null: there is none */
export function chromiumOf() {
  const named = process.env.CHROMIUM;
  const programs = named ? [named] : CHROMIUMS.map(({ program }) => join('/usr/bin', program));
  return programs.find((program) => existsSync(program)) ?? null;
}

/** Ubuntu has it only as a snap, other systems under another name: CHROMIUM then says where one is. */
function tryChromium() {
  const [best] = CHROMIUMS;
  if (process.env.CHROMIUM || isProgram(best.program) || process.getuid() !== 0) return;
  const known = ask('apt-cache', ['pkgnames'])?.split('\n') ?? [];
  const wanted = known.includes(best.package) || chromiumOf() === null ? [best] : [];
  if (wanted.length === 0 || !existsSync('/usr/bin/apt-get')) return;
  try {
    install(wanted);
  } catch (error) {
    if (!(error instanceof SetupStop)) throw error;
    say(error.message);
  }
}

/** @returns what to do before the component suite can run here; null: nothing */
export function withoutChromium() {
  if (chromiumOf() !== null) return null;
  return [
    'The component suite needs Chromium, which is not on this machine. On Debian run this line, then try again:',
    'sudo apt-get install -y --no-install-recommends chromium-headless-shell',
    'Elsewhere, set CHROMIUM to the program of a Chromium.',
  ].join('\n');
}

function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('updating the list of system packages (apt-get update)');
  run('apt-get', ['update', '-q'], { env, quiet: true });
  const names = packageNames(missing);
  say(`installing ${names.join(' ')} (apt-get install)`);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, quiet: true });
  const left = missingOf(missing).map((need) => need.library ?? need.program);
  if (left.length > 0) throw new SetupStop(`Still missing after apt-get install: ${left.join(', ')}.`);
}

function missingOf(needs) {
  const libraryList = ask('/sbin/ldconfig', ['-p']) ?? ask('ldconfig', ['-p']) ?? '';
  const isThere = (need) =>
    need.library ? libraryList.includes(`${need.library} `) : isProgram(need.program);
  return needs.filter((need) => !isThere(need));
}

function isProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
  return folders.filter(Boolean).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit time. */
function packageNames(missing) {
  const names = [...new Set(missing.map((need) => need.package))];
  const known = ask('apt-cache', ['pkgnames']) ?? '';
  const isKnown = (name) => `\n${known}\n`.includes(`\n${name}\n`);
  return names.map((name) => (!isKnown(name) && isKnown(`${name}t64`) ? `${name}t64` : name));
}
