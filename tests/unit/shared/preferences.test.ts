import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, preferencesIn } from '#shared/model/preferences.ts';

const environmentId = '00000000-0000-4000-8000-000000000001';

describe('preferences as a file has them', () => {
  it('keep their other values where the file is older than the debug log', () => {
    expect(preferencesIn({ theme: 'dark', environmentId })).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'dark',
      environmentId,
      debugLog: false,
    });
  });

  it('are as they were set', () => {
    const set = { ...DEFAULT_PREFERENCES, theme: 'light', environmentId, debugLog: true } as const;
    expect(preferencesIn(set)).toEqual(set);
  });

  it.each([
    ['no preferences', null],
    ['nothing', undefined],
    ['a word', 'dark'],
    ['a theme that there is not', { theme: 'pink' }],
  ])('are the defaults where there is %s', (_, stored) => {
    expect(preferencesIn(stored)).toEqual(DEFAULT_PREFERENCES);
  });
});
