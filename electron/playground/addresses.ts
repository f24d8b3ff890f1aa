import { BlockList, isIPv6 } from 'node:net';

/** RFC 4291, 2.5.5.2: how a socket that listens for both families shows an IPv4 caller. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** @param ranges addresses and CIDR ranges, checked when they were set; empty: everybody may */
export function isAllowed(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true;
  const plain = address.replace(MAPPED, '');
  const family = familyOf(plain);
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    // A BlockList takes IPv4 for a part of IPv6, so that ::/0 would let all of it in.
    if (familyOf(net) !== family) continue;
    if (bits === undefined) list.addAddress(net, family);
    else list.addSubnet(net, Number(bits), family);
  }
  return list.check(plain, family);
}
