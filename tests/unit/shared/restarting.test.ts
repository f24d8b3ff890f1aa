import { describe, expect, test } from 'vitest';
import type { Rotation } from '#shared/model/rotation.ts';
import { restartWords } from '#shared/text/restarting.ts';
import { openRotation, rotation } from '#tests/fakes/rotation-row.ts';

const restarts = ['Claude Desktop', 'Cursor'];
const leadOf = (changes: Partial<Rotation>) =>
  restartWords(openRotation({ restarts, ...changes }))?.lead ?? null;

const BEFORE = 'Restart these programs before the old key ends';
const NOW = 'Restart these programs now';
const DONE = 'Restart these programs now, if you have not yet';
const BACK = 'Restart these programs, so that they take the old key again';

describe('programs to restart', () => {
  test.each<[string, Partial<Rotation>, string | null]>([
    ['in its overlap', {}, BEFORE],
    ['that waits for people', { state: 'waiting', step: 'people' }, BEFORE],
    ['that waits for people without an overlap', { state: 'waiting', step: 'people', overlap: 'none' }, NOW],
    ['whose overlap cannot be looked at', { state: 'retrying', step: 'overlap' }, BEFORE],
    ['that is watched: the old key may be switched off', { state: 'watching', step: 'watch' }, NOW],
    ['that found the old key in use', { state: 'waiting', step: 'watch' }, NOW],
    ['that tries to revoke', { state: 'retrying', step: 'revoke' }, NOW],
    ['that waits for a person to revoke', { state: 'waiting', step: 'revoke' }, NOW],
    ['of a leak, even where it got an overlap', { reason: 'leak' }, NOW],
    ['of a new value in place', { kind: 'in-place', overlap: 'none', step: 'people', state: 'waiting' }, NOW],
    ['that is done', rotation(), DONE],
    ['of a leak that is done', rotation({ reason: 'leak', overlap: 'none' }), DONE],
    ['that was taken back', rotation({ state: 'undone', step: 'undo' }), BACK],
    ['that failed', rotation({ state: 'failed', step: 'undo' }), BACK],
    ['whose new key waits to be deleted', { state: 'waiting', step: 'undo' }, BACK],
    ['that is being taken back', { state: 'undoing', step: 'undo' }, null],
    ['that cannot be taken back yet', { state: 'retrying', step: 'undo' }, null],
    ['that still writes files', { state: 'running', step: 'rewrite' }, null],
    ['that waits to write a file', { state: 'retrying', step: 'rewrite' }, null],
    ['that reads files again', { state: 'retrying', step: 'reread' }, null],
  ])('of a run %s', (_, changes, lead) => {
    expect(leadOf({ ...changes, restarts })).toBe(lead);
    expect(leadOf({ ...changes, restarts: [] })).toBeNull();
  });
});
