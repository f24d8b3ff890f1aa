/** The one dialog that is open, and what it is about. Views open dialogs by this, never by each other's code. */
export type OpenDialog =
  | { readonly kind: 'new-environment' }
  | { readonly kind: 'edit-environment'; readonly id: string }
  | { readonly kind: 'delete-environment'; readonly id: string }
  | {
      readonly kind: 'add-connection';
      readonly environmentId: string | null;
      readonly provider: string | null;
    }
  | { readonly kind: 'remove-connection'; readonly id: string }
  | { readonly kind: 'new-key' }
  | { readonly kind: 'add-key' }
  | { readonly kind: 'key-created'; readonly keyIds: readonly string[] }
  /** `backTo`: keys whose copying was being asked for when this was opened. */
  | { readonly kind: 'export'; readonly keyId: string; readonly backTo?: readonly string[] }
  | { readonly kind: 'delete-key'; readonly id: string };
