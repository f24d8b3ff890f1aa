/** Tells a person who is not looking: a native notification in the app, a line on stderr in the command. */
export interface Notifier {
  /** @param what.keyId the key that it is about; null: keys that are due */
  notify(what: { readonly title: string; readonly body: string; readonly keyId: string | null }): void;
}
