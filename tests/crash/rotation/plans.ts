import { FAULTS, type Fault, type FaultPlan, type Point, type Port } from './faults.ts';

/** Mulberry32: the same numbers from the same seed, from 0 to 1. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Planned {
  readonly name: string;
  readonly plan: FaultPlan;
}

const once =
  (at: number, fault: Fault): FaultPlan =>
  (now) =>
    now === at ? fault : null;

/** Each fault of each point of a clean run, alone. */
export const oneEach = (points: readonly Point[]): readonly Planned[] =>
  points.flatMap(({ port, what }, at) =>
    FAULTS[port].map((fault) => ({ name: `${fault} at ${at} (${port}: ${what})`, plan: once(at, fault) })),
  );

const pick = (port: Port, random: () => number): Fault | null => {
  const all = FAULTS[port];
  return all[Math.floor(random() * all.length)] ?? null;
};

/** How far behind the first one a second fault lies at most: what is done about the first is in there. */
const REACH = 60;

/** For each single fault: another one of any kind, at some point after it, in what is done about the first. */
export const twoEach = (singles: readonly Planned[], seed: number): readonly Planned[] =>
  singles.map(({ name, plan }, number) => {
    const random = createRandom(seed + number);
    const gap = 1 + Math.floor(random() * random() * REACH);
    const chance = random();
    let first = -1;
    return {
      name: `${name}, and another one ${gap} points later`,
      plan: (at, port) => {
        const fault = plan(at, port);
        if (fault !== null) first = at;
        if (first < 0 || at !== first + gap) return fault;
        return pick(port, () => chance);
      },
    };
  });

/** @returns so many of them, in their order; all where there are no more */
export function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = createRandom(seed);
  const chosen = all
    .map((one, at) => ({ one, at, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .toSorted((a, b) => a.at - b.at);
  return chosen.map(({ one }) => one);
}
