import type { InventoryRow } from '#shared/model/inventory.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { byRight, type Facts, isUsable, type KnownKey, rowOf } from './facts.ts';

/** One value under several keys, and one key at several tools: a leak, or an end, of one is that of the other. */
export const inCommon = (facts: Facts): readonly InventoryRow[] => [
  ...sameValues(facts),
  ...severalTools(facts),
];

/** Two values that only begin alike have two fingerprints. */
function sameValues(facts: Facts): readonly InventoryRow[] {
  const known = facts.keys.filter((key) => isUsable(key) && key.held && key.fingerprint !== null);
  return [...Map.groupBy(known, ({ fingerprint }) => fingerprint).values()].flatMap((group) => {
    const [, ...copies] = group.toSorted(byRight);
    return copies.map((key) =>
      rowOf(key, {
        kind: 'shared',
        others: group.filter(({ id }) => id !== key.id).map(({ id }) => id),
        ...untied(key, facts),
      }),
    );
  });
}

function untied(key: KnownKey, { offers, deliveries }: Facts): Pick<InventoryRow, 'mend' | 'note'> {
  if (key.connection !== null && offers(key.connection, 'create')) {
    const note = 'The value is retired with it: give the other keys that have it a new one too.';
    return { mend: { act: 'replace' }, note: key.remoteId === null ? null : note };
  }
  const isUsed = deliveries.some(({ keyId }) => keyId === key.id);
  const note = 'It is delivered: first make another key for what uses it.';
  return { mend: { act: 'delete' }, note: isUsed ? note : null };
}

/** One key, one tool: another target, or another file. Another server in the same file is the same tool. */
function severalTools(facts: Facts): readonly InventoryRow[] {
  const byKey = Map.groupBy(facts.deliveries, ({ keyId }) => keyId);
  return facts.keys.filter(isUsable).flatMap((key) => {
    const places = Map.groupBy(byKey.get(key.id) ?? [], ({ target, file }) => JSON.stringify([target, file]));
    const firsts = [...places.values()].flatMap(([first]) => first ?? []);
    const [, ...more] = firsts.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
    return more.map((delivery) => secondTool(key, delivery, facts));
  });
}

function secondTool(key: KnownKey, { id, target, file, server }: DeliveryRecord, facts: Facts): InventoryRow {
  const place = { target, file, entry: server };
  return key.connection !== null && facts.offers(key.connection, 'create')
    ? rowOf(key, {
        kind: 'shared',
        place,
        note: 'Then export the new key there.',
        mend: { act: 'make', target },
      })
    : rowOf(key, {
        kind: 'shared',
        place,
        note: 'Then export a key of its own there.',
        mend: { act: 'unexport', delivery: id },
      });
}
