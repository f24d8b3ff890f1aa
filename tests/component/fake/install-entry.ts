import type { Bridge, EntryKind } from '#shared/ipc/client.ts';
import { answering } from './answering.ts';

const wishes = new URLSearchParams(location.search);
const kind = (wishes.get('kind') ?? 'secret') as EntryKind;
const purposes: Record<EntryKind, string> = {
  secret: 'The value of the key Accounting export in Production.',
  passphrase: 'Opens the sealed files of Keyrack.',
  'new-passphrase': 'Seals the secrets that Keyrack keeps on this machine.',
};

const bridge: Bridge = {
  call: answering(async (method) => {
    if (method === 'entry.describe') return { ok: true, value: { kind, purpose: purposes[kind] } };
    if (method === 'entry.paste') return { ok: true, value: { text: 'from the clipboard' } };
    if (method === 'entry.save') {
      return {
        ok: true,
        value: { problem: wishes.has('wrong') ? 'That is not the passphrase. Try again.' : null },
      };
    }
    return { ok: true, value: undefined };
  }),
  on: () => () => undefined,
};
Object.defineProperty(window, 'bridge', { value: bridge });
