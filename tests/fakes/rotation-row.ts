import type { Renewal, Rotation, RotationPlan } from '#shared/model/rotation.ts';
import { AT, development, playground, readerKey, uuid } from './rows.ts';

/** A run that went through. */
export const rotation = (changes: Partial<Rotation> = {}): Rotation => ({
  id: uuid(81),
  keyId: readerKey.id,
  keyName: readerKey.name,
  environmentId: development.id,
  connectionId: playground.id,
  kind: 'replace',
  reason: 'planned',
  overlap: '24h',
  watch: '1h',
  state: 'done',
  step: 'refuse',
  startedAt: AT,
  endedAt: AT,
  resumeAt: null,
  problem: null,
  oldHint: 'pg_test_ab',
  newHint: 'pg_test_cd',
  oldUsedAt: null,
  tasks: [],
  can: [],
  restarts: [],
  written: 0,
  toWrite: 0,
  ...changes,
});

/** One that goes on. */
export const openRotation = (changes: Partial<Rotation> = {}): Rotation =>
  rotation({
    state: 'overlap',
    step: 'overlap',
    endedAt: null,
    resumeAt: '2026-11-21T12:00:00.000Z',
    can: ['continue', 'undo'],
    ...changes,
  });

export const renewal: Renewal = {
  delivery: uuid(31),
  target: 'cursor',
  targetName: 'Cursor',
  file: '/home/u/.cursor/mcp.json',
  server: 'notes',
  mechanism: 'inline',
  how: 'rewrite',
  text: 'The value in the file is replaced.',
  diff: [
    { kind: 'removed', text: '"KEY": "••••"', line: 3 },
    { kind: 'added', text: '"KEY": "•••••"', line: 3 },
  ],
  restart: 'Cursor',
  running: null,
};

export const rotationPlan = (changes: Partial<RotationPlan> = {}): RotationPlan => ({
  keyId: readerKey.id,
  keyName: readerKey.name,
  environment: development.name,
  isProduction: false,
  service: 'Playground',
  kind: 'replace',
  reason: 'planned',
  overlap: '24h',
  watch: '1h',
  byHand: false,
  consoleSteps: [],
  steps: [
    {
      step: 'create',
      text: 'The service makes a new key.',
      calls: ['POST http://127.0.0.1:20000/keys'],
      onFailure: 'Nothing was done.',
    },
  ],
  scopes: ['notes:read'],
  deliveries: [renewal],
  restarts: ['Cursor'],
  warnings: [],
  attended: null,
  ...changes,
});
