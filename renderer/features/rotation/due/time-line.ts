import type { DayOf } from '../../../text/due.ts';
import type { DueLine } from './due-lines.ts';

const DAY = 86_400_000;
const DAYS = 365;

export interface Mark extends DayOf {
  /** How far from today it stands: 0 is today, 1 in a year; null: at the left of today. */
  readonly x: number | null;
  /** How many of each are in production. */
  readonly livePolicy: number;
  readonly liveExpiry: number;
  /** Its count is written beside it: there is room, or it matters most around. */
  readonly labelled: boolean;
}

export interface TimeLine {
  readonly marks: readonly Mark[];
  readonly months: readonly { readonly at: string; readonly x: number }[];
  /** The most that one day to come has in a lane. */
  readonly highest: number;
}

const dayOf = (at: number): number => Math.floor(at / DAY);

/**
 * Days are counted in UTC, as everywhere. What is only unused has no day that is to come, and is left out.
 * @param now milliseconds of the epoch
 */
export function timeLine(lines: readonly DueLine[], now: number): TimeLine {
  const today = dayOf(now);
  const dated = lines.filter(({ row }) => row.why !== 'unused');
  const byDay = Map.groupBy(dated, ({ row }) =>
    Date.parse(row.dueAt) < now ? -1 : dayOf(Date.parse(row.dueAt)) - today,
  );
  const marks = [...byDay]
    .filter(([day]) => day <= DAYS)
    .toSorted(([one], [other]) => one - other)
    .map(([day, group]) => markOf(day, group, today));
  // What has piled up until today would press the days that are to come flat.
  const days = marks.filter(({ x }) => x !== null);
  const highest = Math.max(1, ...days.flatMap(({ policy, expiry }) => [policy, expiry]));
  return { marks: withLabels(marks), months: monthsFrom(now), highest };
}

function markOf(day: number, group: readonly DueLine[], today: number): Mark {
  const isLive = ({ environment }: DueLine) => environment?.stage === 'production';
  const [expiring, byPolicy] = [true, false].map((expires) =>
    group.filter(({ row }) => (row.why === 'expiry') === expires),
  ) as [DueLine[], DueLine[]];
  return {
    at: day < 0 ? null : new Date((today + day) * DAY).toISOString(),
    x: day < 0 ? null : day / DAYS,
    policy: byPolicy.length,
    expiry: expiring.length,
    production: group.filter(isLive).length,
    livePolicy: byPolicy.filter(isLive).length,
    liveExpiry: expiring.filter(isLive).length,
    // What stops in production is named first.
    names: [...group.filter(isLive), ...group.filter((line) => !isLive(line))].map(({ row }) => row.name),
    labelled: false,
  };
}

/** So far apart two counts can be told from each other. */
const LABEL_GAP = 0.03;

/** The largest counts come first; one that would run into another is left to the line below. */
function withLabels(marks: readonly Mark[]): readonly Mark[] {
  const taken: number[] = [];
  const labelled = new Set<Mark>();
  const most = ({ policy, expiry }: Mark) => Math.max(policy, expiry);
  for (const mark of marks.toSorted((one, other) => most(other) - most(one))) {
    const { x } = mark;
    if (x !== null && (most(mark) < 2 || taken.some((other) => Math.abs(other - x) < LABEL_GAP))) continue;
    if (x !== null) taken.push(x);
    labelled.add(mark);
  }
  return marks.map((mark) => (labelled.has(mark) ? { ...mark, labelled: true } : mark));
}

function monthsFrom(now: number): TimeLine['months'] {
  const first = new Date(now);
  const today = dayOf(now);
  return Array.from({ length: 12 }, (_, index) => {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index + 1, 1);
    return { at: new Date(at).toISOString(), x: (dayOf(at) - today) / DAYS };
  }).filter(({ x }) => x <= 1);
}

/** @returns the index of the mark nearest to a place; -1 where none is near. @param x as a mark's */
export function nearest(marks: readonly Mark[], x: number, reach: number): number {
  let found = -1;
  let least = reach;
  for (const [index, mark] of marks.entries()) {
    const away = Math.abs((mark.x ?? Number.NEGATIVE_INFINITY) - x);
    if (away >= least) continue;
    found = index;
    least = away;
  }
  return found;
}
