import { BlockList, isIP, isIPv4 } from 'node:net';

// The spelling of NO_PROXY, as curl and most programs read it: names joined by commas or spaces. `example.com` and
// `.example.com` mean the host and everything below it, `*.example.com` what is below it, `*` all; a port may follow.

interface Entry {
  readonly host: string;
  readonly port: string | null;
  /** `*.`: not the host itself. */
  readonly below: boolean;
}

function parseEntry(text: string): Entry {
  const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(text);
  const named = /^([^:]+):(\d+)$/.exec(text);
  const [, host = text, port] = bracketed ?? named ?? [];
  const below = host.startsWith('*.');
  const bare = host.replace(/^\*?\./, '').replace(/\.$/, '');
  return { host: bare.toLowerCase(), port: port ?? null, below };
}

const parse = (list: string): Entry[] =>
  list
    .split(/[,;\s]+/)
    .filter((word) => word !== '')
    .map(parseEntry);

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

/** `10.0.0.0/8` */
function isInNetwork(address: string, network: string): boolean {
  const [from = '', bits = ''] = network.split('/');
  const family = isIP(from);
  if (family === 0 || family !== isIP(address) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const networks = new BlockList();
  const kind = isIPv4(from) ? 'ipv4' : 'ipv6';
  networks.addSubnet(from, Number(bits), kind);
  return networks.check(address, kind);
}

function fits(url: URL, { host, port, below }: Entry): boolean {
  if (port !== null && port !== portOf(url)) return false;
  const wanted = bareHost(url);
  if (host === '*') return true;
  if (host.includes('/')) return isInNetwork(wanted, host);
  return (!below && wanted === host) || wanted.endsWith(`.${host}`);
}

/** @param list as in NO_PROXY @returns whether `url` is reached without the proxy */
export const isBypassed = (url: URL, list: string): boolean => parse(list).some((entry) => fits(url, entry));

/** @returns the same list as Chromium reads it (its net/docs/proxy.md), where a bare name means that host alone */
export function chromiumBypass(list: string): string {
  const rules = parse(list).flatMap(({ host, port, below }) => {
    const isLiteral = host === '*' || host.includes('/') || isIP(host) !== 0;
    const end = port === null ? '' : `:${port}`;
    if (isLiteral) return [`${isIP(host) === 6 ? `[${host}]` : host}${end}`];
    return below ? [`*.${host}${end}`] : [`${host}${end}`, `*.${host}${end}`];
  });
  // Without this Chromium would never use the proxy for a service on this machine, and the command would.
  return ['<-loopback>', ...rules].join(';');
}
