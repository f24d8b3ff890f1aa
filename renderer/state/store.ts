import { create } from 'zustand';
import type { DiagnosisStep } from '#shared/model/connection.ts';
import type { Key } from '#shared/model/key.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '#shared/model/preferences.ts';
import type { Tier } from '#shared/model/storage.ts';
import type { ApiError } from '../api/api-error.ts';
import type { Setting } from '../text/settings.ts';
import type { DeliveryTrial } from './delivery-test.ts';
import type { OpenDialog } from './dialog.ts';
import type { KeyNote } from './key-notes.ts';
import { NOTHING_LOADED, type Resources } from './resources.ts';
import type { Sync } from './sync.ts';
import type { View } from './view.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: {
    readonly label: string;
    readonly run: () => void;
    /** It takes back what the line says; so does the shortcut of Undo. */
    readonly undoes?: boolean;
  } | null;
}

export interface ServiceDraft {
  /** The service that is edited; null for a new one. */
  readonly id: string | null;
  readonly text: string;
}

/** The page's one store. It holds no secret: no call of this window returns one. */
export interface PageState {
  readonly data: Resources;
  /** The first page of the rack, shown while all keys are read. */
  readonly newestKeys: readonly Key[];
  readonly preferences: Preferences;
  readonly preferencesRead: boolean;
  readonly view: View;
  readonly selectedKeyId: string | null;
  /** The run whose detail is shown in the Rotation view. */
  readonly selectedRunId: string | null;
  /** What ended a run, by the run's id: told where the run is. */
  readonly runProblems: Readonly<Record<string, ApiError>>;
  readonly dialog: OpenDialog | null;
  readonly sidebarOpen: boolean;
  /** The section of the settings that was asked for. */
  readonly settingShown: Setting | null;
  readonly setupLeft: boolean;
  readonly keyNotes: Readonly<Record<string, KeyNote>>;
  /** By the connection's id. */
  readonly syncs: Readonly<Record<string, Sync>>;
  readonly deliveryTests: Readonly<Record<string, DeliveryTrial>>;
  /** The import that is under way or was the last. */
  readonly importProgress: { readonly plan: string; readonly done: number; readonly of: number } | null;
  /** The Targets view shows what stands in files in the clear. */
  readonly plaintextShown: boolean;
  /** Steps found so far of a diagnosis that is under way, by the connection's id. */
  readonly diagnosing: Readonly<Record<string, readonly DiagnosisStep[]>>;
  /** What the rack is searched for. */
  readonly search: string;
  /** A service's description that is being written: JSON, as far as it is; null when none is. */
  readonly draft: ServiceDraft | null;
  /** Counts the times that main said that alerts changed. */
  readonly alertsChanged: number;
  /** Counts the times that main said that rows of the activity were added. */
  readonly activityChanged: number;
  readonly storageProblem: ApiError | null;
  /** What could not be chosen, as `storageProblem` says; null where that is of another change. */
  readonly refusedTier: Tier | null;
  readonly toasts: readonly Toast[];
  /** Why the newest Undo was not done. */
  readonly undoProblem: ApiError | null;
  /** When main will clear the clipboard of our value, in milliseconds of the epoch; null when it holds none. */
  readonly clipboardUntil: number | null;
}

export const useStore = create<PageState>(() => ({
  data: NOTHING_LOADED,
  newestKeys: [],
  preferences: DEFAULT_PREFERENCES,
  preferencesRead: false,
  view: 'rack',
  selectedKeyId: null,
  selectedRunId: null,
  runProblems: {},
  dialog: null,
  sidebarOpen: false,
  settingShown: null,
  setupLeft: false,
  keyNotes: {},
  syncs: {},
  deliveryTests: {},
  importProgress: null,
  plaintextShown: false,
  diagnosing: {},
  search: '',
  draft: null,
  alertsChanged: 0,
  activityChanged: 0,
  storageProblem: null,
  refusedTier: null,
  toasts: [],
  undoProblem: null,
  clipboardUntil: null,
}));

export const { getState, setState } = useStore;
