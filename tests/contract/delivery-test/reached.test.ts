import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HttpServer, mcpOverHttp, serve } from '#tests/counterparts/mcp-http-server.ts';
import { VALUE } from '../../unit/core/delivering-world.ts';
import { createTestingWorld, type TestingWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const BEARER = ['authorization', `Bearer ${VALUE}`] as const;

let world: TestingWorld;
let server: HttpServer | null = null;
beforeEach(() => {
  world = createTestingWorld();
});
afterEach(async () => {
  await server?.close();
  server = null;
  await world.end();
});

const open = async (handle: Parameters<typeof serve>[0]) => {
  server = await serve(handle);
  return server;
};
const deliverTo = ({ url }: Pick<HttpServer, 'url'>, header?: string) =>
  world.deliver({ launch: { url, ...(header === undefined ? {} : { header }) } });

describe('a server with a URL', () => {
  it('is reached with the header of the file, and offers its tools', async () => {
    const own = await open(mcpOverHttp(BEARER));
    expect(await world.tests.run(await deliverTo(own))).toMatchObject({
      ok: true,
      message: 'over http 3.0.0 answered and offers 1 tool.',
      tools: ['look'],
    });
    for (const { headers } of own.seen) expect(headers.cookie).toBeUndefined();
  });

  it('is reached with what a helper prints, whose line a shell runs as the client has it run', async () => {
    const own = await open(mcpOverHttp(BEARER));
    const id = await world.deliver({ target: 'claude-code', mechanism: 'helper', launch: { url: own.url } });
    const entry = readFileSync(world.file, 'utf8');
    const { headersHelper } = JSON.parse(entry).mcpServers.acme;
    const printed = JSON.stringify({ Authorization: `Bearer ${VALUE}` });
    // The line that Keyrack writes is run in command-delivery-test; here its place is taken.
    writeFileSync(world.file, entry.replace(headersHelper, `cat ${world.folder}/headers`));
    writeFileSync(`${world.folder}/headers`, printed);
    const steps: string[] = [];
    const result = await world.tests.run(id, { onStep: (step) => steps.push(step) });
    expect(result).toMatchObject({ ok: true });
    expect(steps).toEqual(['file', 'headers', 'start', 'initialize', 'tools']);
  });

  it('whose helper prints something else is not reached, and what it printed is not told', async () => {
    const own = await open(mcpOverHttp(BEARER));
    const id = await world.deliver({ target: 'claude-code', mechanism: 'helper', launch: { url: own.url } });
    const entry = readFileSync(world.file, 'utf8');
    const { headersHelper } = JSON.parse(entry).mcpServers.acme;
    writeFileSync(world.file, entry.replace(headersHelper, 'echo garbled-canary'));
    const result = await world.tests.run(id);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('printed no headers') });
    expect(JSON.stringify(result)).not.toContain('garbled');
    expect(own.seen).toEqual([]);
  });
});

describe('a server with a URL that fails', () => {
  it('by refusing the key is told so, without the key', async () => {
    const own = await open(mcpOverHttp(['authorization', 'Bearer another']));
    const result = await world.tests.run(await deliverTo(own));
    expect(result).toMatchObject({ ok: false, message: 'The server refused the key (HTTP 401).' });
    expect(JSON.stringify(result)).not.toContain(VALUE);
  });

  it('SECURITY: by sending on is not followed, so that the key goes nowhere else', async () => {
    const other = await serve(mcpOverHttp(BEARER));
    const own = await open((_request, response) => {
      response.writeHead(307, { location: other.url }).end();
    });
    const result = await world.tests.run(await deliverTo(own));
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringContaining('sends on to another address'),
    });
    expect(other.seen).toEqual([]);
    await other.close();
  });

  it('by saying nothing is left when the time is over', async () => {
    const own = await open(() => undefined);
    const id = await deliverTo(own);
    expect(await world.hasty.run(id)).toMatchObject({
      ok: false,
      message: 'The server did not answer within 30 seconds.',
    });
  });

  it('by being no MCP server is told so', async () => {
    const own = await open((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
    });
    expect(await world.tests.run(await deliverTo(own))).toMatchObject({
      ok: false,
      message: expect.stringContaining('not MCP'),
    });
  });

  it('by not being there is told so', async () => {
    const own = await open(() => undefined);
    const id = await deliverTo(own);
    await own.close();
    expect(await world.tests.run(id)).toMatchObject({
      ok: false,
      message: 'The server was not reached: nothing answers at its address.',
    });
  });

  it('by an answer without an end is left when it is too large', async () => {
    const own = await open((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => response.write('x'.repeat(100_000), () => response.destroyed || setImmediate(more));
      more();
    });
    expect(await world.tests.run(await deliverTo(own))).toMatchObject({ ok: false });
  });
});

it('SECURITY: an address that somebody changed to plain http elsewhere is not reached', async () => {
  const id = await world.deliver({ launch: { url: 'https://mcp.example.com/mcp' } });
  writeFileSync(world.file, readFileSync(world.file, 'utf8').replace('https:', 'http:'));
  expect(await world.tests.run(id)).toMatchObject({
    ok: false,
    message: 'The address in the file is not used.',
    notes: [expect.stringContaining('changed')],
  });
});

it('by its answer the key is refused where a call is cancelled, and the server is left', async () => {
  const own = await open(() => undefined);
  const controller = new AbortController();
  const onStep = (step: string) => step === 'initialize' && setTimeout(() => controller.abort(), 100);
  const running = world.tests.run(await deliverTo(own), { signal: controller.signal, onStep });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});

describe('a file of variables', () => {
  const deliver = async (target: string, name: string) => {
    const file = `${world.folder}/${name}`;
    const request = {
      target,
      mechanism: 'inline',
      file,
      variable: 'ACME_API_KEY',
      scope: 'project',
    } as const;
    const plan = await world.delivering.plan(world.request(request));
    return { file, id: (await world.delivering.export(plan.plan)).delivery };
  };

  it.each([
    ['dotenv', '.env'],
    ['direnv', '.envrc'],
    ['docker-env', 'docker.env'],
    ['shell', '.bashrc'],
    ['shell', 'config.fish'],
  ])(
    '%s: %s gives the key, and where it gives another, that is said and neither is shown',
    async (target, name) => {
      const { file, id } = await deliver(target, name);
      expect(await world.tests.run(id)).toMatchObject({
        ok: true,
        message: 'The file gives ACME_API_KEY the value of this key.',
        server: null,
        tools: null,
      });
      writeFileSync(file, readFileSync(file, 'utf8').replace(VALUE, 'somebody-elses-value'));
      const result = await world.tests.run(id);
      expect(result).toMatchObject({ ok: false, message: expect.stringContaining('another value') });
      expect(JSON.stringify(result)).not.toMatch(/canary|somebody/);
    },
  );
});
