import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, boolean, explicit, implicit, integer, octets, oid, sequence, set, time, utf8 } from './der.ts';

export interface Certificate {
  /** PEM */
  readonly cert: string;
  /** PEM */
  readonly key: string;
}

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

export interface Authority extends Issuer {
  /** PEM, for whoever is to trust it. */
  readonly cert: string;
}

interface Wanted {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly isAuthority: boolean;
  readonly from: Date;
  readonly until: Date;
}

const DAY_MS = 86_400_000;
const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);
// X.509 wants GeneralizedTime from 2050 on and UTCTime before; readers take GeneralizedTime for both.
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const nameOf = (text: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(text))));

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  return isCritical ? sequence(oid(id), boolean(true), octets(value)) : sequence(oid(id), octets(value));
}

function hostName(host: string): Buffer {
  return isIPv4(host)
    ? implicit(7, Buffer.from(host.split('.').map(Number)))
    : implicit(2, Buffer.from(host));
}

/** RFC 5280 section 4.1, signed with ECDSA on P-256. */
function issue(wanted: Wanted, publicKey: KeyObject, issuer: Issuer): string {
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const extensions = [
    extension('2.5.29.19', true, wanted.isAuthority ? sequence(boolean(true)) : sequence()),
    ...(wanted.hosts.length === 0
      ? []
      : [extension('2.5.29.17', false, sequence(...wanted.hosts.map(hostName)))]),
  ];
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    nameOf(issuer.name),
    sequence(time(wanted.from), time(wanted.until)),
    nameOf(wanted.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const whole = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuer.key)));
  const lines = whole.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const toPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export function createAuthority(name: string): Authority {
  const { publicKey, privateKey } = newKeys();
  const wanted = { name, hosts: [], isAuthority: true, from: ago(1), until: ago(-365) };
  return { name, key: privateKey, cert: issue(wanted, publicKey, { name, key: privateKey }) };
}

const LOOPBACK = ['127.0.0.1', 'localhost'];
interface Leaf {
  readonly hosts?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

/** @param authority null: it signs itself */
export function issueCertificate(authority: Authority | null, leaf: Leaf = {}): Certificate {
  const { hosts = LOOPBACK, from = ago(1), until = ago(-90) } = leaf;
  const { publicKey, privateKey } = newKeys();
  const name = 'keyrack test service';
  const wanted = { name, hosts, isAuthority: false, from, until };
  return { cert: issue(wanted, publicKey, authority ?? { name, key: privateKey }), key: toPem(privateKey) };
}

export const expiredLeaf = (): Leaf => ({ from: ago(60), until: ago(30) });
export const futureLeaf = (): Leaf => ({ from: ago(-30), until: ago(-60) });
export const otherHostLeaf = (): Leaf => ({ hosts: ['other.example'] });
