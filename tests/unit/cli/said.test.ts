import { describe, expect, it } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Offer, Operation } from '#shared/model/provider.ts';
import { playground, readerKey } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

/** The connection with other words for one of its operations. */
function withOffer(connection: Connection, operation: Operation, changes: Partial<Offer>): Connection {
  const offers = connection.offers.map((offer) =>
    offer.operation === operation ? { ...offer, ...changes } : offer,
  );
  return { ...connection, offers };
}

const INFERRED = { way: 'api', evidence: 'inferred' } as const;
const SAID = 'Inferred: Playground has not published this way.';

describe('a way that a service has not published', () => {
  it.each<[Operation, readonly string[]]>([
    ['usage', ['key', 'usage', 'Reader']],
    ['listAlerts', ['key', 'alert', 'list', 'Reader']],
    ['setAlert', ['key', 'alert', 'add', 'Reader', '--condition', 'api_requests > 10/hour']],
    ['deleteAlert', ['key', 'alert', 'remove', 'Reader', 'an-alert']],
    ['list', ['sync', '--connection', 'Playground']],
  ])('is named where %s is asked for: %j', async (operation, argv) => {
    const guessed = withOffer(playground, operation, INFERRED);
    const one = { get: () => guessed, find: () => guessed };
    const { code, err } = await type(argv, { services: { connections: one } });
    expect({ code, said: err.includes(SAID) }).toEqual({ code: 0, said: true });
    expect((await type(argv)).err).not.toContain('Inferred');
  });
});

describe('words beside the result', () => {
  it('tell what stops working also where nobody is asked', async () => {
    const { err } = await type(['key', 'delete', 'Reader', '--yes']);
    expect(err).toContain(`Stops working: claude-desktop, ${readerKey.deliveries[0]?.file}`);
  });

  it('name no more than ten keys of a long list', async () => {
    const rows = Array.from({ length: 1234 }, (_, at) => ({ id: `${at}`, name: `K${at}` }));
    const none = { changed: [], gone: [], orphans: [], notHeld: [] };
    const sync = async (id: string) => ({
      ...none,
      connectionId: id,
      at: '2026-11-20T12:00:00.000Z',
      listed: rows.length,
      added: rows,
    });
    const { out } = await type(['sync'], { services: { connections: { sync } } });
    expect(out).toContain('new: K0, K1, K2, K3, K4, K5, K6, K7, K8, K9, and 1224 more\n');
  });

  it('keep the lines of an answer, and nothing else that could steer a terminal', async () => {
    const request = { method: 'GET', url: 'https://p.example/', headers: [], body: null };
    const answer = { status: 200, milliseconds: 1, headers: [], body: '{\n  "a": "\u001b[2J"\n}' };
    const tryOut = async () => ({ exchanges: [{ request, answer }], outcome: null });
    const { out } = await type(['connection', 'try', 'Playground', 'list'], {
      services: { connections: { tryOut } },
    });
    expect(out).toContain('{\n  "a": "�[2J"\n}\n');
  });
});
