import { join } from 'node:path';
import { openLedger } from '../../electron/ledger/open.ts';
import { ask } from './bridge.ts';
import { expect, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { furnish, makeConfirmedKey } from './rack.ts';

test('a key that is used more than expected is told of once, in the window and in the audit', async ({
  start,
  place,
}) => {
  const first = await start();
  await furnish(first.window);
  const key = await makeConfirmedKey(first.window, 'Busy');
  const [connection] = await ask(first.window, 'connections.list');
  const headers = { authorization: `Bearer ${fromKeyring(key)}` };
  for (const _ of [1, 2, 3]) {
    expect((await fetch(`${connection?.baseUrl}/v1/whoami`, { headers })).status).toBe(200);
  }
  const alert = await ask(first.window, 'alerts.add', {
    keyId: key.id,
    condition: 'api_requests > 2/hour',
  });
  expect(alert).toMatchObject({ judgedBy: 'keyrack', lastFiredAt: null });
  await first.close();

  // The usage is judged as soon as the app runs.
  const { window } = await start();
  // The toast, and for a moment the words that a screen reader says.
  await expect(window.getByText('The key "Busy" is used more than expected').first()).toBeVisible();
  const [judged] = await ask(window, 'alerts.list', { keyId: key.id });
  expect(judged?.lastFiredAt).not.toBeNull();
  const ledger = openLedger(join(place.home, 'ledger.db'));
  const fired = ledger.audit.list(50).filter(({ what }) => what === 'alert fired');
  ledger.close();
  expect(fired).toMatchObject([{ by: 'window', subject: key.id }]);
});
