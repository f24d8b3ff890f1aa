import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { connectionAccount, keyAccount, ledgerAccount } from '#core/ports/secret-store.ts';
import type { Rotation, RotationJournalRow } from '#shared/model/rotation.ts';
import type { Counterpart } from '#tests/counterparts/services/kit.ts';
import { isLeftover } from '../../../electron/platform/leftover-name.ts';
import { BYSTANDER, CONNECTION, ENVIRONMENT, KEY } from '../ids.ts';
import type { Case } from './cases.ts';
import type { RotationPlace } from './place.ts';

// What has to be true, at every moment and once a run is over. Each gives what is wrong, in words without a value.

/** A value of the counterpart, wherever it stands. */
const VALUE = /pg_live_[\da-f]{40}/g;

const FILES = [
  '.config/Claude/claude_desktop_config.json',
  '.cursor/mcp.json',
  'project/.env',
  '.codex/config.toml',
] as const;

/** The files with a mark in the place of each value. */
export const foreignParts = (folder: string): readonly string[] =>
  FILES.map((file) => readFileSync(join(folder, 'home', file), 'utf8').replaceAll(VALUE, '…'));

const valuesIn = (folder: string, file: string): readonly string[] =>
  readFileSync(join(folder, 'home', file), 'utf8').match(VALUE) ?? [];

/** Of the service: would a program that has this value be let in now? */
export type Accepts = (value: string) => boolean;

export const acceptedBy =
  ({ keys }: Pick<Counterpart, 'keys'>): Accepts =>
  (value) =>
    keys.bySecret(value)?.state === 'active';

function ownValue(folder: string): string | null {
  try {
    return readFileSync(
      join(folder, 'values', keyAccount(ENVIRONMENT, KEY).replaceAll('/', '_')),
      'utf8',
    ).trim();
  } catch {
    return null;
  }
}

const refused = (file: string) => `${file} is refused`;

/** At any moment: what a program finds now opens the service. */
export function brokenNow(folder: string, accepts: Accepts): readonly string[] {
  const own = ownValue(folder);
  return [
    ...FILES.filter((file) => !valuesIn(folder, file).every(accepts)).map(refused),
    ...(own === null || accepts(own) ? [] : ['the value that Keyrack hands out is refused']),
  ];
}

export interface End {
  readonly of: Case;
  readonly place: RotationPlace;
  readonly folder: string;
  readonly counterpart: Counterpart;
  readonly before: { readonly foreign: readonly string[]; readonly value: string };
  /** null: it never began. */
  readonly run: Rotation | null;
  readonly journal: readonly RotationJournalRow[];
  /** Whether somebody was told of a failure, while there was room on the disk to write it down. */
  readonly hasFailed: boolean;
}

/** No file is worth that a leaked key goes on working: one that could not be written twice is left to a person, who is told. */
function leftToPerson({ folder, run }: Pick<End, 'folder' | 'run'>): readonly string[] {
  if (run?.reason !== 'leak') return [];
  const open = new Set(run.tasks.filter(({ done }) => !done).map(({ file }) => file));
  return FILES.filter((file) => open.has(join(folder, 'home', file)));
}

/** @param seen what `brokenNow` told while the run went on. @returns what of it nobody was told of */
export function untold(end: Pick<End, 'folder' | 'run'>, seen: Iterable<string>): readonly string[] {
  const told = new Set(leftToPerson(end).map(refused));
  return [...seen].filter((one) => !told.has(one)).map((one) => `meanwhile ${one}`);
}

/** All programs have one value, Keyrack has it, and the service takes it; of the others it takes none. */
function oneKeyEverywhere({ folder, counterpart, before, run, of }: End): readonly string[] {
  const accepts = acceptedBy(counterpart);
  const own = ownValue(folder);
  const left = leftToPerson({ folder, run });
  const found = FILES.filter((file) => !left.includes(file)).flatMap((file) => valuesIn(folder, file));
  const expected = own ?? (of.isLost === true ? before.value : null);
  const isOld = expected === before.value;
  const isDone = run?.state === 'done';
  return [
    expected === null ? 'Keyrack has no value' : null,
    expected !== null && !accepts(expected) ? 'the value of now is refused' : null,
    found.some((value) => value !== expected) ? 'files have another value than Keyrack' : null,
    isDone && isOld ? 'done, with the old value' : null,
    run?.state === 'waiting' || isDone || isOld ? null : 'taken back, with another value than the old one',
    isDone && accepts(before.value) ? 'the old value is still taken' : null,
  ].filter((one) => one !== null);
}

/** What the service has is known here, and each key that lives is one of ours that is in use. */
function noUnknownKey({ place, counterpart, run }: End): readonly string[] {
  const rows = place.ledger.keys.list();
  const known = new Set(rows.flatMap(({ remoteId }) => remoteId ?? []));
  const inUse = new Set(
    rows.filter(({ id }) => id === KEY || id === BYSTANDER).flatMap(({ remoteId }) => remoteId ?? []),
  );
  const lives = counterpart.keys.all().filter(({ state }) => state !== 'revoked');
  const unused = run?.state === 'waiting' ? [] : lives.filter(({ id }) => !inUse.has(id));
  const open = place.ledger.intents.list();
  return [
    lives.some(({ id }) => !known.has(id)) ? 'a key at the service that Keyrack does not know' : null,
    unused.length > 0 ? `${unused.length} keys at the service that nobody uses` : null,
    [...inUse].some((id) => counterpart.keys.find(id)?.state !== 'active')
      ? 'a key in use is not active'
      : null,
    inUse.size === 2 ? null : 'a row has lost its key',
    open.length > 0 ? 'an intent is left' : null,
  ].filter((one) => one !== null);
}

/** Stated here by itself: were it taken from the code, a step that the code leaves out would be missed by nobody. */
const STEPS = {
  replace: [
    'create',
    'verify',
    'switch',
    'rewrite',
    'reread',
    'people',
    'overlap',
    'disable',
    'watch',
    'revoke',
  ],
  'in-place': [
    'regenerate',
    'verify',
    'rewrite',
    'reread',
    'people',
    'overlap',
    'disable',
    'watch',
    'revoke',
  ],
} as const;

function journalTells({ run, journal, hasFailed }: End): readonly string[] {
  if (run === null) return [];
  const done = new Set(journal.filter(({ state }) => state === 'done').map(({ step }) => step));
  const missing = run.state === 'done' ? STEPS[run.kind].filter((step) => !done.has(step)) : [];
  const tellsFailure = journal.some(({ state }) => state === 'failed' || state === 'waiting');
  return [
    journal.some(({ number }, at) => number !== at + 1) ? 'the journal has a gap' : null,
    missing.length > 0 ? `the journal does not tell of ${missing.join(', ')}` : null,
    hasFailed && !tellsFailure ? 'the journal does not tell of the failure' : null,
    journal.length === 0 ? 'the journal is empty' : null,
  ].filter((one) => one !== null);
}

function nothingLeft({ place, folder, run }: End): readonly string[] {
  const identity = place.ledger.identity.get();
  const expected = [
    connectionAccount(CONNECTION),
    keyAccount(ENVIRONMENT, BYSTANDER),
    keyAccount(ENVIRONMENT, KEY),
    ...(identity === null ? [] : [ledgerAccount(identity)]),
  ].map((account) => account.replaceAll('/', '_'));
  const items = readdirSync(join(folder, 'values'));
  const strange = run?.state === 'waiting' ? [] : items.filter((item) => !expected.includes(item));
  const names = readdirSync(join(folder, 'home'), { recursive: true, encoding: 'utf8' });
  const temporary = names.filter((name) => isLeftover(basename(name)));
  const rows = place.ledger.keys.list();
  const lost = rows.filter(({ id, held }) => held && !items.some((item) => item.endsWith(id)));
  return [
    strange.length > 0 ? `${strange.length} values that no row knows` : null,
    temporary.length > 0 ? `files are left: ${temporary.join(', ')}` : null,
    lost.length > 0 ? 'a row says that it holds a value which is not there' : null,
  ].filter((one) => one !== null);
}

function foreignAsBefore({ folder, before }: End): readonly string[] {
  const now = foreignParts(folder);
  const changed = FILES.filter((_, at) => now[at] !== before.foreign[at]);
  return changed.map((file) => `${file} has other bytes around our entry`);
}

/** @returns what is wrong; empty: all is well */
export const brokenAtEnd = (end: End): readonly string[] => [
  ...oneKeyEverywhere(end),
  ...noUnknownKey(end),
  ...journalTells(end),
  ...nothingLeft(end),
  ...foreignAsBefore(end),
];
