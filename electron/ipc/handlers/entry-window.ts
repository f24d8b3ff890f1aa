import type { Clipboard } from '#core/ports/clipboard.ts';
import { Secret } from '#core/secret.ts';
import type { EntryKind, EntryWindow } from '#shared/ipc/contract/entry-window.ts';
import type { Handlers } from '#shared/ipc/define.ts';

/** @param save takes the value; resolves with what is wrong with it, or null */
export const entryHandlers = (deps: {
  readonly question: { readonly kind: EntryKind; readonly purpose: string };
  readonly clipboard: Clipboard;
  readonly save: (value: Secret) => Promise<string | null>;
  readonly cancel: () => void;
}): Handlers<EntryWindow> => ({
  'entry.describe': () => deps.question,
  'entry.paste': async () => ({ text: await deps.clipboard.readText() }),
  'entry.save': async ({ value }) => ({ problem: await deps.save(new Secret(value)) }),
  'entry.cancel': () => deps.cancel(),
});
