import type { AdoptionPlace, PlaintextRow } from '#shared/model/adoption.ts';
import type { KeyAct } from '#shared/model/key.ts';
import type { PolicySubject } from '#shared/model/policy.ts';
import type { RotationAct } from '#shared/model/rotation.ts';

/** What a guide asks of a new key. */
export interface KeyPreset {
  readonly connectionId: string;
  readonly purpose: string;
  /** All that it may do; null: what the service offers for reading. */
  readonly scopes: readonly string[] | null;
}

/** The one dialog that is open, and what it is about. Views open dialogs by this, never by each other's code. */
export type OpenDialog =
  | { readonly kind: 'new-environment' }
  | { readonly kind: 'edit-environment'; readonly id: string }
  | { readonly kind: 'duplicate-environment'; readonly id: string }
  | { readonly kind: 'archive-environment'; readonly id: string }
  | { readonly kind: 'delete-environment'; readonly id: string }
  | {
      readonly kind: 'add-connection';
      readonly environmentId: string | null;
      readonly provider: string | null;
    }
  | { readonly kind: 'connection-settings'; readonly id: string }
  | { readonly kind: 'diagnose'; readonly id: string }
  | { readonly kind: 'try-out'; readonly id: string }
  | { readonly kind: 'remove-connection'; readonly id: string }
  | { readonly kind: 'remove-service'; readonly id: string }
  | { readonly kind: 'remove-sample' }
  /**
   * `like`: a key that is used elsewhere; this one is for the tool, or made at a connection of another environment.
   */
  | {
      readonly kind: 'new-key';
      readonly like?: string;
      readonly tool?: string;
      readonly at?: string;
      readonly preset?: KeyPreset;
    }
  /** `like`: a key that another environment is to have one of as well. */
  | { readonly kind: 'add-key'; readonly like?: { readonly keyId: string; readonly environmentId: string } }
  | { readonly kind: 'copy-value'; readonly keyId: string; readonly environmentId: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'identify' }
  /** `tool`: what it was made for. */
  | { readonly kind: 'key-created'; readonly keyIds: readonly string[]; readonly tool?: string }
  /** `backTo`: keys whose copying was being asked for when this was opened. */
  | {
      readonly kind: 'export';
      readonly keyId: string;
      readonly backTo?: readonly string[];
      /** The id of the target to begin with. */
      readonly target?: string;
    }
  /** `environmentId`: of the key that has the value; absent: the one that is shown. */
  | {
      readonly kind: 'adopt';
      readonly place: AdoptionPlace;
      readonly found: PlaintextRow;
      readonly environmentId?: string;
    }
  | { readonly kind: 'recipe'; readonly id: string }
  /** `id` of a delivery. */
  | { readonly kind: 'restore'; readonly id: string }
  | { readonly kind: 'key-act'; readonly id: string; readonly act: KeyAct | 'regenerate' }
  | { readonly kind: 'bulk-act'; readonly ids: readonly string[]; readonly act: KeyAct }
  | { readonly kind: 'save-search'; readonly search: string }
  | { readonly kind: 'saved-searches' }
  | { readonly kind: 'search-help' }
  | { readonly kind: 'edit-key'; readonly id: string }
  | { readonly kind: 'change-scopes'; readonly id: string }
  /** One key, or several one after the other. `lost`: Keyrack does not have its value. */
  | { readonly kind: 'rotate'; readonly id: string; readonly lost?: boolean }
  | { readonly kind: 'bulk-rotate'; readonly ids: readonly string[] }
  /** What a person does with a run, where it is asked about first. */
  | { readonly kind: 'run-act'; readonly id: string; readonly act: RotationAct }
  | { readonly kind: 'leaked-key' }
  | { readonly kind: 'policy'; readonly subject: PolicySubject; readonly id: string }
  | { readonly kind: 'palette'; readonly mode: 'all' | 'copy' }
  | { readonly kind: 'cheat-sheet' };
