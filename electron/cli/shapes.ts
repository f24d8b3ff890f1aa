import type { ActivityRow } from '#shared/model/activity.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { ExportResult } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { DueRow, Policy, Review } from '#shared/model/policy.ts';

/**
 * What scripts build on. Each function names its fields, so that a field added to the model does not
 * become a promise by accident.
 */

export const environmentShape = (environment: Environment) => ({
  id: environment.id,
  name: environment.name,
  stage: environment.stage,
  colour: environment.colour,
  project: environment.project,
  archived: environment.archivedAt !== null,
  reveal: environment.copyPolicy,
  rotateAfterDays: environment.rotateAfterDays,
  naming: environment.namingPattern,
});

export const connectionShape = ({ id, name, provider, environmentId, baseUrl }: Connection) => ({
  id,
  name,
  provider,
  environmentId,
  baseUrl,
});

/** All that is known of one connection; a certificate authority is public, but long. */
export const connectionDetailShape = (connection: Connection) => ({
  ...connectionShape(connection),
  customHost: connection.customHost,
  params: connection.params,
  inferred: connection.inferred,
  paths: connection.paths,
  proxy: connection.proxy,
  ownCa: connection.ca !== null,
  hasCredential: connection.hasCredential,
  account: connection.account,
  syncedAt: connection.syncedAt,
  syncFailure: connection.syncFailure,
  offers: connection.offers.map(({ operation, way, evidence, why }) => ({ operation, way, evidence, why })),
});

export const keyShape = (key: Key) => ({
  id: key.id,
  name: key.name,
  environmentId: key.environmentId,
  connectionId: key.connectionId,
  remoteId: key.remoteId,
  variable: key.variable,
  hint: key.hint,
  held: key.held,
  status: key.status,
  scopes: key.scopes,
  testMode: key.testMode,
  createdAt: key.createdAt,
  expiresAt: key.expiresAt,
  lastUsedAt: key.lastUsedAt,
  allowedIps: key.allowedIps,
  rateLimit: key.rateLimit,
  deliveries: key.deliveries.map(({ id, target, mechanism, file }) => ({ id, target, mechanism, file })),
});

/** What is left of something removed. */
export const removedShape = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  id,
  name,
  removed: true,
});

export const activityShape = ({ at, by, client, what, subject, detail, chained }: ActivityRow) => ({
  at,
  by,
  client,
  what,
  subject,
  detail,
  chained: chained !== 'no',
});

export const policyShape = ({ subject, id, afterDays, critical, unusedDays, unattendedAt }: Policy) => ({
  subject,
  id,
  afterDays,
  critical,
  unusedDays,
  unattendedAt,
});

export const dueShape = (row: DueRow) => ({
  keyId: row.keyId,
  name: row.name,
  environmentId: row.environmentId,
  why: row.why,
  dueAt: row.dueAt,
  from: row.from,
  afterDays: row.afterDays,
  critical: row.critical,
  state: row.state,
  snoozedUntil: row.snoozedUntil,
  rotationId: row.rotationId,
  unattendedAt: row.unattendedAt,
  attended: row.attended,
});

export const reviewShape = ({ reviewedAt, nextAt, isDue, keys }: Review) => ({
  reviewedAt,
  nextAt,
  isDue,
  keys: keys.map(({ keyId, name, environmentId, lastUsedAt, tells, deliveries }) => ({
    keyId,
    name,
    environmentId,
    lastUsedAt,
    tells,
    deliveries,
  })),
});

export const exportShape = ({ change, delivery, file, mode }: ExportResult) => ({
  change,
  delivery,
  file,
  mode,
});
