import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface HomeQuestion {
  /** The value of --home. */
  readonly flag?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's own folder. */
  readonly userHome: string;
}

/** What the user's own environment says of where things are. */
export const homeQuestion = (flag: string | undefined): HomeQuestion => ({
  flag,
  env: process.env,
  platform: process.platform,
  userHome: homedir(),
});

/**
 * Where Keyrack keeps its files: --home, else KEYRACK_HOME, else the place that the system has for settings.
 * An empty variable counts as absent; XDG_CONFIG_HOME must be absolute (XDG Base Directory Specification).
 * @returns an absolute path; nothing is made
 */
export function findHome({ flag, env, platform, userHome }: HomeQuestion): string {
  const named = flag || env.KEYRACK_HOME;
  if (named) return resolve(named);
  if (platform === 'win32') return join(env.APPDATA || join(userHome, 'AppData', 'Roaming'), 'Keyrack');
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Keyrack');
  const xdg = env.XDG_CONFIG_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(userHome, '.config'), 'keyrack');
}
