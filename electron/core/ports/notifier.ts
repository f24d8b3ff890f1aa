/** Tells a person who is not looking: a native notification in the app, a line on stderr in the command. */
export interface Notifier {
  notify(what: { readonly title: string; readonly body: string }): void;
}
