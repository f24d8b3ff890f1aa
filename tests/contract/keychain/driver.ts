// Runs the keychain tier in a process of its own: libsecret keeps one bus connection for a process's whole life.

import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { createKeychainItems } from '../../../electron/keychain/keychain-items.ts';
import { createKeychainStore } from '../../../electron/keychain/keychain-store.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';
import type { DriverAnswer, DriverCall } from './remote-store.ts';

const home = openHome(process.argv[2] ?? '');
const store = createKeychainStore({
  items: createKeychainItems({ clock: systemClock }),
  files: createPrivateFiles(home),
});

async function answer(call: DriverCall): Promise<DriverAnswer['value']> {
  switch (call.op) {
    case 'status':
      return store.status();
    case 'read': {
      const found = await store.read(call.account);
      return found.state === 'present' ? { state: 'present', value: found.secret.expose() } : found;
    }
    case 'inspect':
      return store.inspect(call.known);
    case 'write':
      return store.write(call.account, new Secret(call.value));
    case 'remove':
      return store.remove(call.account);
    case 'seal':
      return store.sealer.seal(call.context, call.bytes);
    case 'open':
      return store.sealer.open(call.context, call.bytes);
  }
}

process.on('message', (message: DriverCall & { id: number }) => {
  answer(message).then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) => {
      const failure = error instanceof AppError ? error.toFailure() : null;
      process.send?.({ id: message.id, failure, words: String(error) });
    },
  );
});
process.send?.({ id: 0 });
