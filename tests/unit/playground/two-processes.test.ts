import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createAccounts } from '../../../electron/playground/accounts.ts';
import { openDatabase } from '../../../electron/playground/database.ts';
import { createKeys } from '../../../electron/playground/keys.ts';
import { newHome } from './bench.ts';

const home = newHome();
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('keeps a key revoked that another process enables from what it knew before', () => {
  const clock = fakeClock();
  const [here, there] = [openDatabase(home), openDatabase(home)];
  const accounts = createAccounts(here, clock);
  const account = accounts.find(accounts.mint('x').expose()) ?? '';
  const input = {
    name: 'K',
    description: '',
    scopes: ['contacts:read' as const],
    test_mode: false,
    expires_at: null,
    allowed_ips: [],
  };
  createKeys(here, clock).create(account, input);
  const [known] = createKeys(there, clock).list(account);
  if (known === undefined) throw new Error('the other process does not see the key');
  createKeys(here, clock).setState(known, 'revoked');
  createKeys(there, clock).setState(known, 'active');
  expect(createKeys(here, clock).get(account, known.id)?.state).toBe('revoked');
  here.close();
  there.close();
});
