import type { CounterpartLimits } from '#tests/counterparts/services/description.ts';
import { type Counterpart, startCounterpart } from '#tests/counterparts/services/kit.ts';
import { type PlaygroundWhims, playground } from '#tests/counterparts/services/playground.ts';
import { createTemplate, type Template } from './setup.ts';

export interface Bench {
  readonly template: Template;
  readonly counterpart: Counterpart;
  /** What the counterpart's clock follows. */
  readonly time: { now: () => number };
  /** When every run begins, in milliseconds since the epoch. */
  readonly start: number;
  stop(): Promise<void>;
}

/** A service with whims, and what Keyrack has of it. */
export async function startBench(
  whims?: PlaygroundWhims,
  limits: CounterpartLimits | null = null,
): Promise<Bench> {
  const start = Date.now();
  const time = { now: () => start };
  const now = () => time.now();
  const counterpart = await startCounterpart(playground(whims, now), { now, limits });
  const template = await createTemplate(counterpart, start);
  const stop = async () => {
    template.remove();
    await counterpart.stop();
  };
  return { counterpart, time, start, template, stop };
}
