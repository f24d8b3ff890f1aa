import { defaultFilter } from 'cmdk';
import type { Key } from '#shared/model/key.ts';
import type { Entry, EntryGroup } from './entries.ts';

/** Of keys that are shown at once: nobody reads further, they type on. */
const KEYS_SHOWN = 50;
const RECENT_SHOWN = 5;

export interface Section {
  readonly group: EntryGroup;
  readonly entries: readonly Entry[];
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

const haystacks = new WeakMap<Key, string>();

/** What a key is found by; made once, because each letter that is typed looks at all of them. */
function haystackOf(key: Key): string {
  const known = haystacks.get(key);
  if (known !== undefined) return known;
  const made = folded(`${key.name}\n${key.hint}\n${key.variable ?? ''}`);
  haystacks.set(key, made);
  return made;
}

/**
 * Keys in which every word stands in name, hint or variable; those whose name begins so come first. No fuzzy search
 * here: of ten thousand names nearly each has the letters of a word in order.
 */
export function findKeys(keys: readonly Key[], query: string, recent: readonly string[]): readonly Key[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const ranks = new Map(recent.map((id, index) => [id, index]));
  const rankOf = ({ id, name }: Key): number => {
    const used = ranks.get(id);
    const begins = words.length > 0 && folded(name).startsWith(first) ? 0 : 1_000;
    return begins + (used ?? 500);
  };
  return keys
    .filter((key) => words.every((word) => haystackOf(key).includes(word)))
    .map((key) => ({ key, rank: rankOf(key) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, KEYS_SHOWN)
    .map(({ key }) => key);
}

interface Lines {
  readonly commands: readonly Entry[];
  /** Already chosen and in their order. */
  readonly keys: readonly Entry[];
  readonly query: string;
  /** Ids of entries, the newest first. */
  readonly recent: readonly string[];
}

/** Below it the letters of a query stand in a name by accident. */
const LEAST_SCORE = 0.15;
/** Keys are not scored: all of them have the words. */
const KEY_SCORE = { begins: 0.95, has: 0.4 } as const;

/** @returns what the palette shows: without a query what was taken last, then all in its groups; else what fits, best first */
export function sectionsOf({ commands, keys, query, recent }: Lines): readonly Section[] {
  const wanted = query.trim();
  if (wanted === '') return withRecent([...commands, ...keys], recent);
  const begins = keys.some(({ name }) => folded(name).startsWith(folded(wanted)));
  const ofKeys = begins ? KEY_SCORE.begins : KEY_SCORE.has;
  const scored = commands
    .map((entry) => ({ entry, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .concat(keys.map((entry) => ({ entry, score: ofKeys })))
    .sort((a, b) => b.score - a.score);
  // The group of the best match comes first.
  const grouped = Map.groupBy(
    scored.map(({ entry }) => entry),
    ({ group }) => group,
  );
  return [...grouped].map(([group, entries]): Section => ({ group, entries }));
}

function scoreOf({ name, obstacle }: Entry, query: string): number {
  const score = defaultFilter?.(name, query) ?? 0;
  // What can be done stands before what cannot.
  return obstacle === null || score < LEAST_SCORE ? score : Math.max(score / 2, LEAST_SCORE);
}

function withRecent(entries: readonly Entry[], recent: readonly string[]): readonly Section[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const taken = recent
    .map((id) => byId.get(id))
    .filter((entry) => entry !== undefined && entry.obstacle === null)
    .slice(0, RECENT_SHOWN) as readonly Entry[];
  const shown = new Set(taken.map(({ id }) => id));
  const rest = Map.groupBy(
    entries.filter(({ id }) => !shown.has(id)),
    ({ group }) => group,
  );
  const first: Section[] = taken.length === 0 ? [] : [{ group: 'recent', entries: taken }];
  const others = [...rest].map(([group, lines]): Section => ({ group, entries: lines }));
  // Where nothing can be taken, as while Keyrack is locked, nobody looks first.
  const usable = ({ entries: lines }: Section) => lines.some(({ obstacle }) => obstacle === null);
  return [...first, ...others.filter(usable), ...others.filter((section) => !usable(section))];
}
