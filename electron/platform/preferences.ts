import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { DEFAULT_PREFERENCES, type Preferences, preferencesIn } from '#shared/model/preferences.ts';

/** Where the window stood, in CSS pixels of the desktop. */
interface WindowPlace {
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

/** @returns whether the store would read it: what it cannot read, it overwrites. */
function isReadable(file: string): boolean {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null && !Array.isArray(found);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** A broken file is set aside beside itself, never erased: it may hold what the user wants back. */
function openOrSetAside(home: string): ElectronStore<Stored> {
  const file = join(home, 'preferences.json');
  if (!isReadable(file)) renameSync(file, join(home, `preferences.broken-${Date.now()}.json`));
  return open(home);
}

/**
 * Preferences and window state, written by the app alone.
 * @param onChange told what they are, now and whenever they are set
 */
export function createPreferences(
  home: string,
  onChange: (preferences: Preferences) => void,
): PreferenceStore {
  const store = openOrSetAside(home);
  const get = (): Preferences => preferencesIn(store.get('preferences'));
  onChange(get());
  return {
    get,
    set: (changes) => {
      const next = { ...get(), ...changes };
      store.set('preferences', next);
      onChange(next);
      return next;
    },
    windowPlace: () => store.get('window'),
    setWindowPlace: (place) => store.set('window', place),
  };
}
