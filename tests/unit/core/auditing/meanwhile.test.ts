import { afterEach, beforeEach, expect, it } from 'vitest';
import { judgeChain } from '#core/auditing/verifying.ts';
import { hmac } from '../../../../electron/platform/hmac.ts';
import { type AuditWorld, createAuditWorld } from './audit-world.ts';

let world: AuditWorld;
beforeEach(() => {
  world = createAuditWorld();
});
afterEach(() => world.end());

/** Judges more rows than one batch, and does this between the batches, as another process. */
async function judgedWhile(work: () => Promise<void>) {
  const { ledger, ledgerKey } = world.start();
  const clock = {
    now: () => new Date(0),
    after: (_ms: number, run: () => void) => {
      void work().then(run);
      return () => undefined;
    },
  };
  return judgeChain({ audit: ledger.audit, hmac, clock }, null, await ledgerKey.derive('audit'));
}

it('rows that another process chains while the chain is judged are not taken for forged ones', async () => {
  const keyed = world.start();
  await keyed.chainer.open();
  keyed.write(990);
  // A command that opens no storage.
  world.start().write(40);
  const { problems, rows, chained } = await judgedWhile(() => keyed.chainer.open());
  // No anchor was given, and there are rows.
  expect(problems).toEqual([{ kind: 'anchor-lost', from: null, to: null }]);
  expect({ rows, chained }).toEqual({ rows: 1030, chained: 990 });
});

it('and what was changed before is found all the same', async () => {
  const keyed = world.start();
  await keyed.chainer.open();
  keyed.write(1010);
  world.tamper("UPDATE audit SET what = 'nothing' WHERE number = 1005");
  const { problems } = await judgedWhile(async () => keyed.write(5));
  expect(problems).toContainEqual({ kind: 'edited', from: 1005, to: 1005 });
});
