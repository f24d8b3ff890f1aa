import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from '#shared/model/preferences.ts';

/** Where the window stood, in CSS pixels of the desktop. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

export interface PreferenceStore {
  get(): Preferences;
  set(changes: Partial<Preferences>): Preferences;
  windowPlace(): WindowPlace | null;
  setWindowPlace(place: WindowPlace): void;
}

interface Stored {
  preferences: unknown;
  window: WindowPlace | null;
}

const DEFAULTS: Stored = { preferences: DEFAULT_PREFERENCES, window: null };

const open = (home: string) =>
  new ElectronStore<Stored>({
    cwd: home,
    name: 'preferences',
    configFileMode: 0o600,
    clearInvalidConfig: false,
    defaults: DEFAULTS,
  });

/** A broken file is set aside beside itself, never erased: it may hold what the user wants back. */
function openOrSetAside(home: string): ElectronStore<Stored> {
  try {
    return open(home);
  } catch (error) {
    const file = join(home, 'preferences.json');
    if (!(error instanceof SyntaxError) || !existsSync(file)) throw error;
    renameSync(file, join(home, `preferences.broken-${Date.now()}.json`));
    return open(home);
  }
}

/** Preferences and window state, written by the app alone. */
export function createPreferences(home: string): PreferenceStore {
  const store = openOrSetAside(home);
  const get = (): Preferences => {
    const parsed = preferencesSchema.safeParse(store.get('preferences'));
    return parsed.success ? parsed.data : DEFAULT_PREFERENCES;
  };
  return {
    get,
    set: (changes) => {
      const next = { ...get(), ...changes };
      store.set('preferences', next);
      return next;
    },
    windowPlace: () => store.get('window'),
    setWindowPlace: (place) => store.set('window', place),
  };
}
