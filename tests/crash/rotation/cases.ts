import type { RotationAct, RotationRequest } from '#shared/model/rotation.ts';
import type { Manifest } from '../../../electron/providers/engine/manifest/index.ts';
import { playground } from '../../../electron/providers/playground.ts';
import { KEY } from '../ids.ts';

/** A rotation, as a user asks for it. */
export interface Case {
  readonly name: string;
  readonly manifest: Manifest;
  readonly request: RotationRequest;
  /** Done when the run waits for the first time. */
  readonly act?: RotationAct;
  /** It is done as soon as the run stands still, also for a failure. */
  readonly isHasty?: boolean;
  /** Keyrack has lost the value. */
  readonly isLost?: boolean;
  /** How it ends where nothing goes wrong. */
  readonly ends: 'done' | 'undone';
}

function without(...operations: readonly (keyof Manifest['ops'])[]): Manifest {
  const ops = Object.fromEntries(
    Object.entries(playground.ops).filter(([name]) => !operations.includes(name as keyof Manifest['ops'])),
  );
  return { ...playground, ops: ops as Manifest['ops'] };
}

const at = { keyId: KEY } as const;

export const CASES: readonly Case[] = [
  { name: 'no overlap', manifest: playground, request: { ...at, overlap: 'none' }, ends: 'done' },
  {
    name: 'an hour of overlap',
    manifest: playground,
    request: { ...at, overlap: '1h', watch: 'none' },
    ends: 'done',
  },
  {
    name: 'switched off and watched',
    manifest: playground,
    request: { ...at, overlap: 'none', watch: '1h' },
    ends: 'done',
  },
  { name: 'in place', manifest: without('create'), request: at, ends: 'done' },
  {
    name: 'a lost key',
    manifest: playground,
    request: { ...at, reason: 'lost', overlap: 'none' },
    isLost: true,
    ends: 'done',
  },
  {
    name: 'a lost key, in place',
    manifest: without('create'),
    request: { ...at, reason: 'lost' },
    isLost: true,
    ends: 'done',
  },
  { name: 'a leak', manifest: playground, request: { ...at, reason: 'leak' }, ends: 'done' },
  {
    name: 'a service that deletes',
    manifest: without('revoke'),
    request: { ...at, overlap: 'none' },
    ends: 'done',
  },
  {
    name: 'taken back in the overlap',
    manifest: playground,
    request: { ...at, overlap: '1h', watch: 'none' },
    act: 'undo',
    ends: 'undone',
  },
  {
    name: 'taken back while it is watched',
    manifest: playground,
    request: { ...at, overlap: 'none', watch: '1h' },
    act: 'undo',
    ends: 'undone',
  },
  {
    name: 'taken back as soon as it stands still',
    manifest: playground,
    request: { ...at, overlap: '1h', watch: 'none' },
    act: 'undo',
    isHasty: true,
    ends: 'undone',
  },
  {
    name: 'a lost key, taken back as soon as it stands still',
    manifest: playground,
    request: { ...at, reason: 'lost', overlap: '1h', watch: 'none' },
    isLost: true,
    act: 'undo',
    isHasty: true,
    ends: 'undone',
  },
  {
    name: 'in place, taken back as soon as it stands still',
    manifest: without('create'),
    request: at,
    act: 'undo',
    isHasty: true,
    ends: 'done',
  },
];
