import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { memoryOf } from './memory.ts';
import { median, type Row } from './numbers.ts';

const RATIO = 1.25;
const MEMORY_MB = 60;

export interface Program {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What is there once the window can be used. */
  readonly usable: string;
}

export interface Opened {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly milliseconds: number;
}

/** Starts a program and waits until its window can be used. */
export async function open({ executablePath, args, env, usable }: Program): Promise<Opened> {
  const begin = performance.now();
  const app = await _electron.launch({ executablePath, args: [...args], env: { ...env } });
  const window = await app.firstWindow();
  await window.waitForSelector(usable);
  return { app, window, milliseconds: performance.now() - begin };
}

/** Once opened and left alone: a window's memory settles. */
async function measure(program: Program): Promise<{ readonly time: number; readonly memory: number }> {
  const { app, milliseconds } = await open(program);
  await delay(2_000);
  const memory = memoryOf(app.process().pid ?? 0);
  await app.close();
  return { time: milliseconds, memory };
}

/**
 * Opens both in turn, so that a busy moment of the machine meets both.
 * @param runs of each; one more, which fills the caches, is not counted
 */
export async function openRows(ours: Program, empty: Program, runs: number): Promise<readonly Row[]> {
  const mine = [];
  const theirs = [];
  for (let run = 0; run <= runs; run += 1) {
    const [one, other] = [await measure(empty), await measure(ours)];
    if (run === 0) continue;
    theirs.push(one);
    mine.push(other);
  }
  const [time, emptyTime] = [mine, theirs].map((list) => median(list.map((each) => each.time)));
  const [memory, emptyMemory] = [mine, theirs].map((list) => median(list.map((each) => each.memory)));
  if (time === undefined || emptyTime === undefined || memory === undefined || emptyMemory === undefined)
    throw new Error('nothing was opened');
  const [ratio, over] = [time / emptyTime, memory - emptyMemory];
  return [
    {
      what: 'first usable list, over an empty window',
      measured: `${ratio.toFixed(2)} x (${time.toFixed(0)} ms, empty ${emptyTime.toFixed(0)} ms)`,
      figure: `<= ${RATIO} x`,
      met: ratio <= RATIO,
    },
    {
      what: 'memory (PSS) over an empty window',
      measured: `${over.toFixed(0)} MB (${memory.toFixed(0)} MB, empty ${emptyMemory.toFixed(0)} MB)`,
      figure: `<= ${MEMORY_MB} MB`,
      met: over <= MEMORY_MB,
    },
  ];
}
