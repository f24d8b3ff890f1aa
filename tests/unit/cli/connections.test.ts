import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Key } from '#shared/model/key.ts';
import { handmade, playground, readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const ADD = ['connection', 'add', '--env', 'Development', '--provider'];
const folder = mkdtempSync(join(tmpdir(), 'keyrack-cli-'));
const caFile = join(folder, 'ca.pem');
writeFileSync(caFile, 'a certificate');

describe('settings of a connection', () => {
  it('go from options into the connection, a proxy and an authority too', async () => {
    const { asked } = await type(
      [
        ...ADD,
        'playground',
        '--param',
        'a=b=1',
        '--ca',
        caFile,
        '--proxy',
        'http://p:1',
        '--proxy-bypass',
        'x',
      ],
      {},
    );
    expect(asked.calls[0]?.input).toMatchObject({
      params: { a: 'b=1' },
      ca: 'a certificate',
      proxy: { url: 'http://p:1', user: null, bypass: 'x' },
    });
  });

  it('are taken away by an empty value', async () => {
    const { asked } = await type(['connection', 'edit', 'Playground', '--proxy', '', '--ca', '']);
    expect(asked.calls[0]?.input).toEqual({ id: playground.id, proxy: null, ca: null });
  });

  it.each<[string[], number]>([
    [['--param', 'novalue'], 2],
    [['--path', '=x'], 2],
    [['--ca', join(folder, 'no-such-file')], 4],
    [['--proxy-user', 'me'], 2],
    [['--proxy-bypass', 'localhost'], 2],
  ])('%j is refused before anything is asked, with %i', async (options, exit) => {
    const terminal = createFakeTerminal({ answers: ['never'] });
    const { code, asked } = await type([...ADD, 'acme', ...options], { terminal });
    expect({ code, calls: asked.calls, questions: terminal.questions }).toEqual({
      code: exit,
      calls: [],
      questions: [],
    });
  });

  it('reads the credential and then the password of the proxy, a line each', async () => {
    const terminal = createFakeTerminal({ stdin: 'credential\npassword\n' });
    const { asked } = await type(
      [...ADD, 'acme', '--proxy', 'http://p:1', '--proxy-user', 'me', '--proxy-password'],
      { terminal },
    );
    expect(asked.secrets).toEqual(['credential', 'password']);
  });

  it.each(['only one', 'one\ntwo\nthree'])('refuses %j where two lines are needed', async (stdin) => {
    const terminal = createFakeTerminal({ stdin });
    const { code, asked } = await type(
      [...ADD, 'acme', '--proxy', 'http://p:1', '--proxy-user', 'me', '--proxy-password'],
      { terminal },
    );
    expect({ code, secrets: asked.secrets }).toEqual({ code: 2, secrets: [] });
  });

  it('asks for no credential where all is done by hand', async () => {
    const terminal = createFakeTerminal({ stdin: 'surplus' });
    expect((await type([...ADD, 'tower'], { terminal })).asked.secrets).toEqual([]);
    const inferred = await type([...ADD, 'tower', '--param', 'api=inferred'], { terminal });
    expect(inferred.asked.secrets).toEqual(['surplus']);
  });
});

describe('sync', () => {
  it('asks every connection that can list, and no other', async () => {
    const { asked } = await type(['sync']);
    expect(asked.calls).toEqual([{ method: 'connections.sync', input: playground.id }]);
  });

  it('asks the one that is named, and fails where it cannot list', async () => {
    const sync = async () => {
      throw new AppError('unsupported', { message: 'By hand only.' });
    };
    const { code } = await type(['sync', '--connection', 'Tower'], { services: { connections: { sync } } });
    expect(code).toBe(5);
  });

  it('ends with 1 where one of several failed, and still shows the others', async () => {
    const second = { ...playground, id: handmade.id, name: 'Down' };
    const sync = async (id: string) => {
      if (id === second.id) throw new AppError('network', { message: 'It is down.' });
      const none = { added: [], changed: [], gone: [], orphans: [], notHeld: [] };
      return { connectionId: id, at: '2026-11-20T12:00:00.000Z', listed: 0, ...none };
    };
    const list = () => [second, playground];
    const { code, out, err } = await type(['--json', 'sync'], { services: { connections: { list, sync } } });
    expect({ code, reports: JSON.parse(out).length }).toEqual({ code: 1, reports: 1 });
    expect(err).toContain('Down: It is down.');
  });
});

describe('what is done by hand', () => {
  const create = ['key', 'create', '--env', 'Development', '--connection', 'Tower', '--name', 'K'];

  it('tells the steps on stderr, reads the key on stdin and prints it without its secret', async () => {
    const terminal = createFakeTerminal({ stdin: 'tower-secret-value\n' });
    const { code, out, err, asked } = await type([...create, '--json', '--rate-limit', '60 a minute'], {
      terminal,
    });
    expect({ code, secrets: asked.secrets }).toEqual({ code: 0, secrets: ['tower-secret-value'] });
    expect(err).toContain('1. Open the console.');
    expect(err).toContain('https://tower.example/keys');
    expect(JSON.parse(out).name).toBe('K');
    expect(out + err).not.toContain('tower-secret-value');
    expect(asked.calls.at(-1)).toMatchObject({
      method: 'keys.createByHand',
      input: { shown: { rateLimit: '60 a minute' } },
    });
  });

  it.each([
    ['not checked by a service that could be asked', null, /verify it: keyrack key verify/i],
    ['checked', '2026-11-20T12:00:00.000Z', /^$/],
  ])('says on stderr where a value that was entered is %s', async (_, checkedAt, words) => {
    const find = () => ({ ...readerKey, held: false });
    const enter = async () => ({ ...readerKey, checkedAt });
    const terminal = createFakeTerminal({ stdin: 'a-value-of-mine\n' });
    const { code, out, err } = await type(['key', 'enter', 'Reader'], {
      terminal,
      services: { keys: { find, enter } },
    });
    expect({ code, out }).toEqual({ code: 0, out: 'Keyrack has the value of Reader now.\n' });
    expect(err).toMatch(words);
  });

  it('says nothing of a check where the service has none', async () => {
    const terminal = createFakeTerminal({ stdin: 'tower-secret-value\n' });
    expect((await type(create, { terminal })).err).not.toContain('verify');
  });

  it('tells in words when a key was last accepted, and what was never asked', async () => {
    const shown = async (key: Partial<Key>) => {
      const find = () => ({ ...readerKey, ...key });
      return (await type(['key', 'show', 'Reader'], { services: { keys: { find } } })).out;
    };
    expect(await shown({ checkedAt: '2026-11-20T12:00:00.000Z' })).toMatch(/Checked +2026-11-20T12:00:00/);
    expect(await shown({ checkedAt: null })).toMatch(/Checked +not yet/);
    expect(await shown({ connectionId: handmade.id })).not.toContain('Checked');
  });

  it('asks whether the steps are done, and no means no', async () => {
    const no = createFakeTerminal({ answers: ['y', 'n'] });
    expect((await type(['key', 'disable', 'Tall'], { terminal: no })).asked.calls).toEqual([]);
    const yes = createFakeTerminal({ answers: ['y', 'y'] });
    const { asked } = await type(['key', 'disable', 'Tall'], { terminal: yes });
    expect(asked.calls[0]?.input).toEqual({ id: towerKey.id, act: 'disable', done: true });
  });

  it('needs --yes where nobody can be asked', async () => {
    expect((await type(['key', 'delete', 'Tall'])).code).toBe(2);
    const { asked, err } = await type(['key', 'delete', 'Tall', '--yes']);
    expect(asked.calls[0]?.input).toEqual({ id: towerKey.id, act: 'delete', done: true });
    expect(err).toContain('Do delete there.');
  });
});

describe('operations on a key', () => {
  it.each([
    [['key', 'enable', 'Reader'], 'keys.act'],
    [['key', 'revoke', 'Reader', '--yes'], 'keys.act'],
    [['key', 'regenerate', 'Reader', '--yes'], 'keys.regenerate'],
    [['key', 'replace', 'Reader', '--yes'], 'rotating.start'],
    [['key', 'edit', 'Reader', '--name', 'Writer', '--ip', '10.0.0.0/8'], 'keys.edit'],
    [['key', 'usage', 'Reader', '--since', '7d'], 'keys.usage'],
    [['key', 'alert', 'add', 'Reader', '--condition', 'api_requests > 1000/hour'], 'alerts.add'],
    [['key', 'alert', 'remove', 'Reader', 'an-alert'], 'alerts.remove'],
    [['connection', 'diagnose', 'Playground'], 'connections.diagnose'],
    [['connection', 'try', 'Playground', 'list', '--send'], 'connections.tryOut'],
  ])('%j asks for %s', async (argv, method) => {
    const { code, asked } = await type(argv);
    expect({ code, methods: asked.calls.map((call) => call.method) }).toEqual({ code: 0, methods: [method] });
  });

  it.each([
    [['key', 'edit', 'Reader']],
    [['key', 'edit', 'Reader', '--ip', '10.0.0.0/33']],
    [['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'K', '--ip', '1.2.3']],
    [['key', 'alert', 'add', 'Reader', '--condition', 'api_requests > lots']],
    [['key', 'usage', 'Reader', '--since', 'ever']],
    [['connection', 'try', 'Playground', 'explode']],
    [['provider', 'add', `${caFile}.json`]],
  ])('%j is refused', async (argv) => {
    const { code, asked } = await type(argv);
    expect([2, 4]).toContain(code);
    expect(asked.calls).toEqual([]);
  });

  it('takes the value of a key that is not held from stdin', async () => {
    const terminal = createFakeTerminal({ stdin: 'found again\n' });
    const { asked } = await type(['key', 'enter', 'Reader'], { terminal });
    expect({ calls: asked.calls, secrets: asked.secrets }).toEqual({
      calls: [{ method: 'keys.enter', input: { id: readerKey.id } }],
      secrets: ['found again'],
    });
  });

  it('keeps a value that another environment has only where that is said', async () => {
    const same = (argv: readonly string[]) =>
      type([...argv, '--same-value'], { terminal: createFakeTerminal({ stdin: 'abc\n' }) });
    const adding = await same(['key', 'add', '--env', 'Development', '--name', 'K', '--var', 'V']);
    expect(adding.asked.calls[0]?.input).toMatchObject({ name: 'K', sameValue: true });
    const entering = await same(['key', 'enter', 'Reader']);
    expect(entering.asked.calls[0]?.input).toEqual({ id: readerKey.id, sameValue: true });
  });

  it('tells whose key a value is, and ends with 4 where it is nobody’s', async () => {
    const identify = (given = {}) =>
      type(['key', 'identify'], { terminal: createFakeTerminal({ stdin: 'found-in-a-log\n' }), ...given });
    const found = await identify();
    expect(found).toMatchObject({ code: 0, asked: { secrets: ['found-in-a-log'] } });
    expect(found.out).toContain(`The key Reader of Development (${readerKey.id}).`);
    expect(found.out).toContain('a test-mode key of');
    const nobody = { keys: { identify: async () => ({ keyIds: [], beginning: null }) } };
    const unknown = await identify({ services: nobody });
    expect(unknown).toMatchObject({ code: 4 });
    expect(unknown.out).toContain('No key here has this value.');
    expect(found.out + found.err + unknown.out + unknown.err).not.toContain('found-in-a-log');
  });

  it('ends a webhook check with 0 only where the signature is right', async () => {
    const verify = async () => ({ valid: false, message: 'It is another one.' });
    const argv = ['webhook', 'verify', '--payload', caFile, '--signature', 'ab'];
    const terminal = () => createFakeTerminal({ stdin: 'whsec' });
    expect((await type(argv, { terminal: terminal() })).code).toBe(0);
    expect((await type(argv, { terminal: terminal(), services: { webhooks: { verify } } })).code).toBe(5);
  });
});
