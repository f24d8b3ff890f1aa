import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key, KeyAct } from '#shared/model/key.ts';
import { type Offer, type Operation, offerOf } from '#shared/model/provider.ts';
import type { Surroundings } from '../../state/surroundings.ts';
import { statusNames } from '../../text/common.ts';
import { keyText } from '../../text/keys.ts';

/** In the order in which they are shown: Revoke stands before Delete. */
export const KEY_ACTIONS = [
  'copy',
  'verify',
  'export',
  'rotate',
  'edit',
  'scopes',
  'disable',
  'enable',
  'regenerate',
  'revoke',
  'delete',
] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

/** Why an action on a key cannot be done; null where it can. */
export type Obstacles = Readonly<Record<KeyAction, string | null>>;

const LOCAL: readonly KeyAction[] = ['copy', 'export', 'rotate', 'edit', 'delete'];
/** Of an old value, which its run retires. */
const REPLACED: readonly KeyAction[] = ['verify'];

/** @returns what a row offers: a key without a service has nobody to ask; disabled keys can be enabled, others disabled */
export function actionsOf(key: Key): readonly KeyAction[] {
  if (key.replacedBy !== null) return key.connectionId === null ? [] : REPLACED;
  if (key.connectionId === null) return LOCAL;
  const other = key.status === 'inactive' ? 'disable' : 'enable';
  return KEY_ACTIONS.filter((action) => action !== other);
}

/** Main refuses the same by itself: this only says so before the press. */
export function obstaclesOf(key: Key, around: Surroundings): Obstacles {
  const own = ownObstacles(key, around);
  const obstacles = key.replacedBy === null ? own : ofOldValue(own);
  return around.locked === true ? allLocked(obstacles) : obstacles;
}

const ofOldValue = ({ verify }: Obstacles): Obstacles => ({
  ...(Object.fromEntries(KEY_ACTIONS.map((action) => [action, keyText.oldValue])) as Obstacles),
  verify,
});

const allLocked = (obstacles: Obstacles): Obstacles =>
  Object.fromEntries(KEY_ACTIONS.map((action) => [action, obstacles[action] ?? keyText.locked])) as Obstacles;

function ownObstacles(key: Key, around: Surroundings): Obstacles {
  return {
    copy: notHeld(key) ?? copyOnce(key, around.environment),
    verify: notHeld(key) ?? notOffered(key, around, 'verify'),
    export: notHeld(key) ?? notDeliverable(key, around.environment),
    rotate: notRotatable(key, around),
    edit: lost(key),
    scopes: lost(key) ?? over(key) ?? scopesFixed(key, around),
    disable: (key.status === 'active' ? null : keyText.onlyActive) ?? notOffered(key, around, 'disable'),
    enable: (key.status === 'inactive' ? null : keyText.onlyInactive) ?? notOffered(key, around, 'enable'),
    regenerate: lost(key) ?? over(key) ?? notOffered(key, around, 'regenerate'),
    revoke: gone(key) ?? revoked(key) ?? notOffered(key, around, 'revoke'),
    // What is gone at the service, or never was there, is deleted here alone.
    delete: key.status === 'ghost' ? null : notDeletable(key, around),
  };
}

/** Replacing a lost key makes a new one. */
export const replaceObstacle = (key: Key, around: Surroundings): string | null =>
  underRotation(around) ?? notOffered(key, around, 'create');

const underRotation = ({ rotating }: Surroundings): string | null =>
  rotating === true ? keyText.rotating : null;

/** A key that has expired is replaced like any other; a revoked one nobody uses. */
function notRotatable(key: Key, around: Surroundings): string | null {
  const obstacle = underRotation(around) ?? lost(key) ?? revoked(key);
  if (obstacle !== null) return obstacle;
  if (!key.held) return keyText.replaceInstead;
  // Without a service the user makes the new value, and enters it.
  if (key.connectionId === null || notOffered(key, around, 'regenerate') === null) return null;
  return notOffered(key, around, 'create');
}

/**
 * How the scopes of a key are changed: `edit` keeps the key, `rotate` puts a new one in its place.
 * null where neither can be done.
 */
export function scopesWay(connection: Connection | null): 'edit' | 'rotate' | null {
  if (connection === null) return null;
  if (offerOf(connection.offers, 'setScopes').way !== null) return 'edit';
  return offerOf(connection.offers, 'create').way === null ? null : 'rotate';
}

/** Whether a lost value can be had again: entered, or replaced by a new key. */
export const isLost = (key: Key): boolean =>
  !key.held && key.replacedBy === null && (key.status === 'active' || key.status === 'inactive');

/** @returns how an act on this key is done; null where that is not known, or there is no service to ask */
export function offerFor(key: Key, connection: Connection | null, act: KeyAct | 'regenerate'): Offer | null {
  if (connection === null || key.status === 'ghost') return null;
  return offerOf(connection.offers, act);
}

/** The user does it in the console: there is no way for a program, or it is not known which key it is there. */
export const isByHand = (key: Key, offer: Offer | null): boolean =>
  offer !== null && offer.way !== null && (offer.way === 'guided' || key.remoteId === null);

const gone = (key: Key): string | null => (key.status === 'ghost' ? keyText.ghost : null);
const lost = (key: Key): string | null => (key.status === 'orphan' ? keyText.orphan : gone(key));

const notHeld = (key: Key): string | null => (key.held ? null : (lost(key) ?? over(key) ?? keyText.notHeld));

const revoked = (key: Key): string | null =>
  key.status === 'revoked' ? keyText.already(statusNames.revoked.toLowerCase()) : null;

const over = (key: Key): string | null =>
  key.status === 'revoked' || key.status === 'expired'
    ? keyText.notActive(statusNames[key.status].toLowerCase())
    : null;

const copyOnce = (key: Key, environment: Environment | null): string | null =>
  key.acknowledged && environment?.copyPolicy === 'copy-once' ? keyText.copyOnce : null;

function notDeliverable(key: Key, environment: Environment | null): string | null {
  if (key.testMode && environment?.stage === 'production') return keyText.testModeInProduction;
  return gone(key) ?? over(key);
}

function notOffered(key: Key, { connection, provider }: Surroundings, operation: Operation): string | null {
  if (key.connectionId === null) return keyText.noConnection;
  if (connection === null) return keyText.connectionUnknown;
  const offer = offerOf(connection.offers, operation);
  if (offer.way !== null) return null;
  return offer.why ?? keyText.notOffered(provider?.name ?? connection.provider);
}

const notDeletable = (key: Key, around: Surroundings): string | null =>
  key.connectionId === null ? null : notOffered(key, around, 'delete');

function scopesFixed(key: Key, around: Surroundings): string | null {
  const { connection, provider } = around;
  if (provider?.scopes.length === 0) return keyText.noScopes(provider.name);
  const way = scopesWay(connection);
  if (way === null) return notOffered(key, around, 'setScopes');
  return way === 'rotate' ? underRotation(around) : null;
}
