import type { Writers } from '#core/ports/writers.ts';
import { isAlive } from './atomic-write.ts';

export const writers: Writers = { own: process.pid, lives: isAlive };
