import type { DeliveryRow, DiffLine } from '#shared/model/delivery.ts';
import type { RestorePlan } from '#shared/model/guard.ts';
import { FakeFailure } from './failure.ts';
import { newId } from './world.ts';

const ENTRY = [
  '    "playground-dev": {',
  '      "command": "/usr/bin/keyrack",',
  '      "args": ["exec", "--key", "0b1e…=PLAYGROUND_API_KEY", "--", "npx", "-y", "@keyrack/playground-mcp"]',
  '    }',
];

const lines = (kind: DiffLine['kind'], texts: readonly string[], from: number): DiffLine[] =>
  texts.map((text, index) => ({ kind, text, line: from + index }));

/** What main would say of a delivery that its client took away or changed. */
export function restorePlanOf(deliveries: readonly DeliveryRow[], id: string): RestorePlan {
  const delivery = deliveries.find((each) => each.id === id);
  if (delivery === undefined || (delivery.state !== 'changed' && delivery.state !== 'missing'))
    throw new FakeFailure({ code: 'conflict', message: 'The entry is as Keyrack wrote it.', next: null });
  const isChanged = delivery.state === 'changed';
  const theirs = ['      "command": "npx",', '      "args": ["-y", "@keyrack/playground-mcp"]'];
  const ours = ENTRY.slice(1, 3);
  return {
    plan: newId(),
    delivery: id,
    target: delivery.target,
    file: delivery.file,
    realFile: delivery.file,
    server: delivery.server,
    state: delivery.state,
    since: [
      ...lines('same', ENTRY.slice(0, 1), 3),
      ...lines('removed', ours, 4),
      ...lines('added', theirs, 4),
      ...lines('same', ENTRY.slice(3), 6),
    ],
    diff: isChanged
      ? [
          ...lines('same', ENTRY.slice(0, 1), 12),
          ...lines('removed', theirs, 13),
          ...lines('added', ours, 13),
          ...lines('same', ENTRY.slice(3), 15),
        ]
      : [
          ...lines('same', ['  "mcpServers": {'], 2),
          ...lines('added', ENTRY, 3),
          ...lines('same', ['  }'], 7),
        ],
    modeBefore: isChanged ? '0600' : '0644',
    modeAfter: '0600',
    warnings: [],
    running: isChanged ? null : 'Claude Desktop',
  };
}
