import { expect, it } from 'vitest';
import { createReach } from '#core/reach.ts';
import { Secret } from '#core/secret.ts';
import { createVault } from '#core/vault.ts';
import { fakeService } from '#tests/fakes/service.ts';
import { fakeStorage } from '#tests/fakes/storage.ts';

const OWN = 'http://127.0.0.1:20001';
const connection = {
  id: 'c',
  name: 'Fake',
  provider: 'fake',
  environmentId: 'e',
  baseUrl: 'https://elsewhere.example.test',
};

function reachOf() {
  const { plugin } = fakeService(() => new Date());
  const storage = fakeStorage();
  storage.items.set('connection/c', new Secret('management'));
  const reached: string[] = [];
  const watched = {
    ...plugin,
    connect: (access: Parameters<typeof plugin.connect>[0]) => {
      reached.push(access.baseUrl);
      return plugin.connect(access);
    },
  };
  const builtIn = { url: async () => OWN, mintCredential: async () => new Secret('minted') };
  const transport = () => () => Promise.reject(new Error('no network in this test'));
  const reach = createReach({
    providers: [watched],
    builtIns: { fake: builtIn },
    vault: createVault(storage),
    transport,
  });
  return { reach, reached };
}

it('follows a built-in service to where it runs now', async () => {
  const { reach, reached } = reachOf();
  await reach.service({ ...connection, customHost: false });
  expect(reached).toEqual([OWN]);
});

it('sends a credential of an address that the user named to that address alone', async () => {
  const { reach, reached } = reachOf();
  await reach.service({ ...connection, customHost: true });
  expect(reached).toEqual([connection.baseUrl]);
  expect(reach.builtIn('fake', connection.baseUrl)).toBeNull();
});
