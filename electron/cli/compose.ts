import { systemClock } from '../platform/clock.ts';
import { runChild } from '../platform/process-run.ts';
import type { Composition, GlobalOptions, HeldKeys, Machine } from './context.ts';
import { openHeldKeys } from './held-keys.ts';
import { createHome, type Home } from './home.ts';
import type { OpenServices } from './open-services.ts';

interface Place {
  readonly machine: Machine;
  /** The folder of this clone or package. */
  readonly root: string;
  readonly version: string;
  /** Words that start this program again as an agent; the home follows. */
  readonly agentWords: readonly string[];
  /** Words that start this program again as what guards the clipboard. */
  readonly guardWords: readonly string[];
}

/** Each power is opened when a command first asks for it, and loaded then, but for what `exec` needs: that is one file with this. */
export function createComposition(place: Place, options: () => GlobalOptions): Composition {
  const { machine, root } = place;
  const home = once((): Home => createHome(options().home, machine));
  const open = once(async (): Promise<OpenServices> => {
    const { openServices } = await import('./open-services.ts');
    return openServices(home(), root);
  });
  const heldKeys = once(async (): Promise<HeldKeys> => openHeldKeys(home()));
  return {
    home: () => home().folder,
    services: async () => (await open()).services,
    heldKeys,
    agent: async () => {
      const { createAgent } = await import('./agent.ts');
      const folder = home().open();
      return createAgent(folder, machine, [...place.agentWords, folder]);
    },
    playground: async () => {
      const { playground } = (await open()).outside;
      const url = await playground.url();
      playground.keep();
      return { url, elsewhere: playground.elsewhere, stop: () => playground.stop() };
    },
    diagnose: async ({ isOnline }) => {
      const { diagnose } = await import('./diagnosis/index.ts');
      return diagnose({ home: home(), machine, root, version: place.version, isOnline, open });
    },
    uninstaller: async () => {
      const { createUninstaller } = await import('./uninstaller.ts');
      return createUninstaller(home(), root, open);
    },
    run: runChild,
    clipboard: async () => {
      const { openProgramClipboard } = await import('../platform/clipboard-programs.ts');
      const { guardClipboard } = await import('./clipboard-guard.ts');
      return guardClipboard(await openProgramClipboard(machine), machine, place.guardWords);
    },
    clock: systemClock,
    close: async () => {
      await (await open.made())?.close();
      await (await heldKeys.made())?.close();
    },
  };
}

interface Once<T> {
  (): T;
  /** What was made; undefined where nothing was, or where making it failed. */
  made(): Promise<Awaited<T> | undefined>;
}

function once<T>(make: () => T): Once<T> {
  let made: { readonly value: T } | null = null;
  const get = () => {
    made ??= { value: make() };
    return made.value;
  };
  const whatWasMade = async (): Promise<Awaited<T> | undefined> => {
    try {
      return made === null ? undefined : await made.value;
    } catch {
      // The command has told this failure already.
      return undefined;
    }
  };
  return Object.assign(get, { made: whatWasMade });
}
