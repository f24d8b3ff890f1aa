import type { Writers } from '#core/ports/writers.ts';
import { isAlive } from './atomic-write.ts';

const PULSE_MS = 30_000;

export const writers: Writers = {
  own: process.pid,
  lives: isAlive,
  pulse: (beat) => {
    const timer = setInterval(beat, PULSE_MS).unref();
    return () => clearInterval(timer);
  },
};
