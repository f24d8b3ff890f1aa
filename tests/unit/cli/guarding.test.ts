import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '#shared/model/delivery.ts';
import { deliveryRow } from '#tests/fakes/delivery-row.ts';
import { type } from './command-line.ts';

const checked = (...states: readonly DeliveryRow['state'][]) =>
  type(['targets', 'check'], {
    services: { delivering: { deliveries: async () => states.map((state) => deliveryRow({ state })) } },
  });

describe('targets check', () => {
  it.each<[number, readonly DeliveryRow['state'][]]>([
    [0, []],
    [0, ['intact']],
    [0, ['intact', 'imported']],
    [1, ['imported', 'changed']],
    [1, ['missing']],
    [1, ['unreadable']],
  ])('exits %i for %j', async (expected, states) => {
    expect((await checked(...states)).code).toBe(expected);
  });

  it('has a next step for each state that is not well', async () => {
    expect((await checked('imported')).err).toBe('');
    expect((await checked('changed')).err).toBe('To put one back: keyrack targets restore <id>\n');
    expect((await checked('unreadable')).err).toContain('mend it or its mode');
  });
});

describe('targets restore', () => {
  it.each([[['--keep', '--dry-run']], [['--dry-run', '--keep']]])(
    'refuses %j together, and does neither',
    async (options) => {
      const { code, err, asked } = await type(['targets', 'restore', deliveryRow().id, ...options]);
      expect({ code, calls: asked.calls }).toEqual({ code: 2, calls: [] });
      expect(err).toContain('--keep and --dry-run exclude each other.');
    },
  );
});
