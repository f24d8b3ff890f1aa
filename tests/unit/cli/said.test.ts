import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Offer, Operation } from '#shared/model/provider.ts';
import { handmade, playground, readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
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
    ['create', ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'K']],
    ['create', ['key', 'replace', 'Reader', '--yes']],
    ['edit', ['key', 'edit', 'Reader', '--name', 'Other']],
    ['disable', ['key', 'disable', 'Reader', '--yes']],
    ['regenerate', ['key', 'regenerate', 'Reader', '--yes']],
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

describe('a value that another key has', () => {
  const shared = { ...towerKey, fingerprint: 'same' };
  const add = ['key', 'add', '--env', 'Development', '--name', 'N', '--var', 'V', '--same-value'];
  it.each([
    ['added', add],
    ['entered', ['key', 'enter', 'Reader', '--same-value']],
  ])('is said with what that means for replacing it: %s', async (_, argv) => {
    const made = { ...readerKey, fingerprint: 'same' };
    const given = () => ({ terminal: createFakeTerminal({ stdin: 'a-secret-value' }) });
    const keys = { add: async () => made, enter: async () => made, list: () => [made, shared] };
    const { code, err } = await type(argv, { ...given(), services: { keys } });
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('Same value: "Tall" of') });
    expect(err).toContain('Replace it in all of them');
    expect((await type(argv, given())).err).not.toContain('Same value');
  });
});

describe('what is done by hand', () => {
  it('is told with what to enter there', async () => {
    const terminal = createFakeTerminal({ stdin: 'tower-secret-value' });
    const create = ['key', 'create', '--env', 'Development', '--connection', 'Tower', '--name', 'Bell'];
    const { err } = await type([...create, '--scope', 'notes:read', '--description', 'rings'], { terminal });
    expect(err).toContain('  Name: Bell\n  Description: rings\n  Permissions: notes:read\n');
  });

  it('may be the addresses of a key, which then are listed', async () => {
    const guided = withOffer(handmade, 'allowIps', { way: 'guided', steps: ['List them.'] });
    const edit = async (changes: { readonly done?: boolean | undefined }) => {
      if (changes.done === true) return { ...towerKey, allowedIps: ['10.0.0.0/8'] };
      throw new AppError('steps-needed', { message: 'By hand.' });
    };
    const services = { connections: { get: () => guided }, keys: { edit } };
    const argv = ['key', 'edit', 'Tall', '--ip', '10.0.0.0/8'];
    const { code, err } = await type([...argv, '--yes'], { services });
    expect(code).toBe(0);
    expect(err).toContain('1. List them.\n  Allowed addresses: 10.0.0.0/8\n');
    expect((await type(argv, { services })).code).toBe(2);
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

  it('leave out a hint that nobody tells', async () => {
    const key = { ...readerKey, hint: '', held: false };
    const services = { keys: { list: () => [key], find: () => key } };
    expect((await type(['key', 'list'], { services })).out).not.toContain('…');
    expect((await type(['key', 'show', 'Reader'], { services })).out).not.toContain('…');
  });

  it('say of a key that the service no longer lists that it is gone', async () => {
    const gone = { ...readerKey, status: 'ghost' } as const;
    const { code, err } = await type(['exec', '--key', 'Reader', '--', 'true'], { keys: [gone] });
    expect(code).toBe(5);
    expect(err).toContain('The key "Reader" is gone at the service');
  });

  it('say which date is meant', async () => {
    const create = ['key', 'create', '--env', 'Development', '--connection', 'Tower', '--name', 'K'];
    const { code, err } = await type([...create, '--expires-at', '2027-13-40']);
    expect(code).toBe(2);
    expect(err).toContain('--expires-at cannot be used as given. Write a date like 2027-01-31');
  });
});
