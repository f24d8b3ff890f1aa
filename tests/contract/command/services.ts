import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import type { Bench } from './bench.ts';

type Start = Parameters<typeof startCounterpart>;

export interface ReachedService {
  readonly counterpart: Counterpart;
  /** Words that add a connection to it, in an environment. The credential goes on stdin. */
  add(environment: string, ...more: readonly string[]): readonly string[];
}

/** Starts a counterpart, and writes its authority into a file as a user would have it. */
export async function reachService(bench: Bench, provider: string, ...start: Start): Promise<ReachedService> {
  const counterpart = await startCounterpart(...start);
  const ca = join(bench.files, `${provider}.pem`);
  writeFileSync(ca, counterpart.ca);
  return {
    counterpart,
    add: (environment, ...more) => [
      'connection',
      'add',
      '--env',
      environment,
      '--provider',
      provider,
      '--base-url',
      counterpart.url,
      '--ca',
      ca,
      ...more,
    ],
  };
}
