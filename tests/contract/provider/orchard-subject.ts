import { readFileSync } from 'node:fs';
import { type OrchardOptions, orchard } from '#tests/counterparts/services/orchard.ts';
import { APP } from '#tests/counterparts/services/orchard-auth.ts';
import type { Subject } from './life.ts';

// A service that a user describes: by a file, read as every user's file is, and without a line of code.

export const FILE = readFileSync(new URL('../../fixtures/manifests/orchard.json', import.meta.url), 'utf8');
export const HOUR_MS = 3_600_000;

export type Json = Record<string, unknown>;
/** The file as an object to change. */
export const file = (): Json & {
  ops: Record<string, Json>;
  fields: Json;
  status: Json[];
  credentials: Json[];
} => JSON.parse(FILE);

export const subjectOf = (options: OrchardOptions = {}, manifest = FILE): Subject => ({
  manifest,
  service: () => orchard(options),
  createPath: '/v1/groves/east/keys',
  params: { grove: 'east' },
  credentialOf: (password) => JSON.stringify({ app: APP, password }),
  input: {
    name: 'Söte Äpfel 🍎',
    description: 'For the press & the "cellar"',
    scopes: ['apples:read', 'apples:pick', 'pears:read'],
    testMode: true,
    expiresAt: new Date(Math.ceil(Date.now() / HOUR_MS + 48) * HOUR_MS).toISOString(),
    allowedIps: ['203.0.113.7', '127.0.0.0/8'],
  },
});
