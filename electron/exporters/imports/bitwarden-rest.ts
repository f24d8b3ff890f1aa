import { type BitwardenItem, HIDDEN } from './bitwarden-item.ts';
import type { PassedOver } from './passed-over.ts';

type Members = Readonly<Record<string, unknown>>;

/** What members hold, by their name; a list counts once for each of its own. */
const OF_ITEM: ReadonlyMap<string, PassedOver> = new Map([
  ['notes', 'note'],
  ['card', 'card'],
  ['identity', 'identity'],
  ['sshKey', 'SSH key'],
  ['passwordHistory', 'earlier password'],
]);
const OF_LOGIN: ReadonlyMap<string, PassedOver> = new Map([
  ['totp', 'one-time password'],
  ['fido2Credentials', 'passkey'],
]);
/** Read, or nothing that anybody misses: ids, dates, switches, and the address of a service. */
const PLAIN_OF_ITEM = new Set(
  'id organizationId folderId collectionIds type reprompt name favorite login fields secureNote object revisionDate creationDate deletedDate archivedDate'.split(
    ' ',
  ),
);
const PLAIN_OF_LOGIN = new Set(
  'username password uris uri passwordRevisionDate autofillOnPageLoad'.split(' '),
);

/**
 * What of an item would be lost with the file. A member that is not known counts: Bitwarden has added some.
 * @param hasValues some of it is imported
 */
export function leftIn(item: BitwardenItem, hasValues: boolean): PassedOver[] {
  if (typeof item.deletedDate === 'string') return ['item in the bin'];
  const { login, fields } = item;
  const left: PassedOver[] = [
    ...ofMembers(login ?? {}, OF_LOGIN, PLAIN_OF_LOGIN),
    ...ofMembers(item, OF_ITEM, PLAIN_OF_ITEM),
    ...(fields ?? []).filter(isShown).map((): PassedOver => 'other field'),
  ];
  if (hasValues) return isSomething(login?.username) ? ['user name', ...left] : left;
  return isSomething(login) || left.length === 0 ? ['item without a password', ...left] : left;
}

const isShown = ({ type, value }: { type?: number | null | undefined; value?: string | null | undefined }) =>
  type !== HIDDEN && isSomething(value);

function ofMembers(
  members: Members,
  known: ReadonlyMap<string, PassedOver>,
  plain: ReadonlySet<string>,
): PassedOver[] {
  return Object.entries(members).flatMap(([name, value]): PassedOver[] => {
    if (plain.has(name) || !isSomething(value)) return [];
    const thing = known.get(name) ?? 'other field';
    return Array.isArray(value) ? value.map(() => thing) : [thing];
  });
}

/** Some value is in it, however deep. */
function isSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return typeof value === 'number';
}
