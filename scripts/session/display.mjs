import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SIZE = '1600x1000x24';

/** Starts Xvfb on a free display that only holders of the cookie reach. Returns the variables for its clients. */
export async function startDisplay({ processes, folder, env }) {
  const authority = join(folder, 'xauthority');
  writeFileSync(authority, cookieFile(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp', '-auth', authority, '-noreset'];
  const xvfb = processes.start('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env });
  const number = await firstLine(xvfb, xvfb.stdio[3], 'Xvfb');
  return { DISPLAY: `:${number}`, XAUTHORITY: authority };
}

/** The first line that a helper writes to one of its pipes; throws its own words when it ends before. */
export async function firstLine(child, stream, name) {
  let text = '';
  stream.setEncoding('utf8');
  const read = (async () => {
    for await (const chunk of stream) {
      text += chunk;
      if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
    }
    return null;
  })();
  const line = await Promise.race([read, once(child, 'exit').then(() => null)]);
  if (line === null) throw new Error(`${name} did not start: ${child.words.trim()}`);
  return line;
}

/**
 * An Xauthority file with one MIT-MAGIC-COOKIE-1 for any address and display (family 65535, empty fields), as
 * libXau reads it: big-endian 16-bit family, then address, number, name and data, each with its 16-bit length.
 */
function cookieFile(cookie) {
  const field = (bytes) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const empty = Buffer.alloc(0);
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  return Buffer.concat([Buffer.from([0xff, 0xff]), field(empty), field(empty), field(name), field(cookie)]);
}
