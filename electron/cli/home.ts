import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openHome } from '../platform/home.ts';
import { LEDGER } from '../platform/home-names.ts';
import { findHome } from '../platform/home-place.ts';
import type { Machine } from './context.ts';

/** Where the files of one run are. */
export interface Home {
  /** As asked for; nothing has to be there. */
  readonly folder: string;
  /** The folder without --home and KEYRACK_HOME: there a launcher needs no --home. */
  readonly usual: string;
  /** Makes it ready, once. @throws AppError home-failed */
  open(): string;
  /** For exec, which starts often: what is there already is not looked through again. */
  openQuickly(): string;
}

export function createHome(flag: string | undefined, { env, platform }: Machine): Home {
  const question = { platform, userHome: homedir() };
  const folder = findHome({ ...question, env, flag });
  let opened: string | null = null;
  const open = (): string => {
    opened ??= openHome(folder);
    return opened;
  };
  return {
    folder,
    usual: findHome({ ...question, env: { ...env, KEYRACK_HOME: undefined } }),
    open,
    openQuickly: () => (existsSync(join(folder, LEDGER)) ? realpathSync(folder) : open()),
  };
}
