import { afterEach, describe, expect, test } from 'vitest';
import type { DeliveryRow } from '#shared/model/delivery.ts';
import { silentLog } from '#tests/fakes/outside.ts';
import { watchDeliveries } from '../../../electron/app/delivery-watch.ts';

const row = (state: DeliveryRow['state']) =>
  ({ id: 'd', file: '/a.json', target: 'cursor', server: 's', state }) as DeliveryRow;

let stop: () => void = () => undefined;
afterEach(() => stop());

function watch(start: DeliveryRow['state']) {
  const seen = { reads: 0, changed: 0, drifted: [] as string[] };
  const file = { state: start, mark: '1', during: (): void => undefined };
  const watching = watchDeliveries({
    delivering: {
      deliveries: async () => {
        seen.reads += 1;
        return [row(file.state)];
      },
    },
    files: () => ['/a.json'],
    markOf: async () => file.mark,
    log: silentLog,
    pause: async () => file.during(),
    onChanged: () => {
      seen.changed += 1;
    },
    onDrifted: (rows) => seen.drifted.push(...rows.map(({ state }) => state)),
  });
  stop = watching.stop;
  /** Somebody writes the file. */
  const write = async (state: DeliveryRow['state']) => {
    Object.assign(file, { state, mark: `${file.mark}1` });
    await watching.look();
  };
  return { ...watching, seen, write, file };
}

describe('the guard of deliveries', () => {
  test('reads files only when they changed', async () => {
    const { look, seen, write } = watch('intact');
    await look();
    await look();
    expect(seen).toMatchObject({ reads: 1, changed: 0 });
    await write('intact');
    expect(seen).toEqual({ reads: 2, changed: 1, drifted: [] });
  });

  test('tells once of an entry that was lost or changed', async () => {
    const { look, seen, write } = watch('intact');
    await look();
    await write('missing');
    await write('missing');
    expect(seen.drifted).toEqual(['missing']);
    await write('intact');
    await write('changed');
    expect(seen.drifted).toEqual(['missing', 'changed']);
  });

  test('tells nothing of what was lost before it began: the list shows it', async () => {
    const { look, seen } = watch('changed');
    await look();
    expect(seen.drifted).toEqual([]);
  });

  test('does not take a write of its own that is under way for a loss', async () => {
    const { look, seen, write, file } = watch('intact');
    await look();
    file.during = () => {
      file.state = 'intact';
    };
    await write('missing');
    expect(seen.drifted).toEqual([]);
  });
});
