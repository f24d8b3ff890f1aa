import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectBus, findSessionBus, socketOf } from '../../../electron/keychain/session-bus.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyrack-bus-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
  ['unix:path=/tmp/dbus-1,guid=0123', '/tmp/dbus-1'],
  ['unix:guid=0123,path=/tmp/dbus-1', '/tmp/dbus-1'],
  ['unix:abstract=/tmp/dbus-1,guid=0123', '\0/tmp/dbus-1'],
  ['unix:path=/tmp/with%20space%2c%c3%a9', '/tmp/with space,é'],
  ['unix:path=/tmp/a=b', '/tmp/a=b'],
  ['tcp:host=localhost,port=1;unix:path=/tmp/second', '/tmp/second'],
  ['autolaunch:', null],
  ['unix:', null],
  ['unix:runtime=yes', null],
  ['nonsense', null],
  ['', null],
])('reads the socket out of the address %j', (address, socket) => {
  expect(socketOf(address)).toBe(socket);
});

test('takes the address that the session names', () => {
  expect(findSessionBus({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' }, folder)).toBe('unix:path=/x');
});

test('finds the bus where systemd puts it when no variable is set', async () => {
  const runtime = join(folder, String(process.getuid?.()));
  mkdirSync(runtime);
  const server = createServer().listen(join(runtime, 'bus'));
  try {
    await expect.poll(() => findSessionBus({}, folder)).toBe(`unix:path=${join(runtime, 'bus')}`);
  } finally {
    server.close();
  }
});

test('takes no file that is not a socket for a bus', () => {
  const runtime = join(folder, String(process.getuid?.()));
  mkdirSync(runtime);
  writeFileSync(join(runtime, 'bus'), '');
  expect(findSessionBus({ XDG_RUNTIME_DIR: '' }, folder)).toBe(null);
});

test.each([
  ['closes at once', (socket: Socket) => socket.destroy()],
  ['refuses the log-in', (socket: Socket) => socket.write('REJECTED EXTERNAL\r\n')],
  ['never ends its line', (socket: Socket) => socket.write(`OK ${'0'.repeat(20_000)}`)],
  ['sends what is no message', (socket: Socket) => socket.write('OK 0123\r\nHTTP/1.1 400 Bad Request')],
  ['sends half a message', (socket: Socket) => socket.end('OK 0123\r\nl\u0002\u0001\u0001')],
])('a call fails on a bus that %s', async (_what, behave) => {
  const server = createServer(behave).listen(join(folder, 'bus'));
  try {
    const bus = connectBus(join(folder, 'bus'));
    const call = bus.call({ destination: 'a.b', path: '/', interface: 'a.b', member: 'C' });
    await expect(call).rejects.toMatchObject({ name: 'BusLost' });
    expect(bus.closed).toBe(true);
  } finally {
    server.close();
  }
});
