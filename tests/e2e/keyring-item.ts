import { execFileSync } from 'node:child_process';
import type { Key } from '#shared/model/key.ts';

/** The value of a key as secret-tool, which is not ours, reads it. */
export const fromKeyring = ({ environmentId, id }: Pick<Key, 'environmentId' | 'id'>): string =>
  execFileSync('secret-tool', ['lookup', 'service', 'keyrack', 'account', `${environmentId}/${id}`], {
    encoding: 'utf8',
  });
