import { AppError } from '#core/errors.ts';
import type { RemoteKey } from '#core/ports/provider.ts';
import { pickFitting } from './answer-path.ts';
import type { Context } from './context.ts';
import type { AnswerPath } from './manifest/words.ts';
import { readKey } from './mapping.ts';
import { refusalAbout } from './missing.ts';
import { firstPlace, nextPlace, type Page, type Place } from './pages.ts';
import type { Ask } from './request.ts';
import { ask } from './sending.ts';
import { documentOf, isSuccess, unknownForm } from './success.ts';
import type { ApiWayOf } from './ways.ts';

const MAX_PAGES = 500;
const MAX_ITEMS = 10_000;

const list = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);

/** @returns the items of an answer, at the first alternative that is a list. @throws AppError service-failed */
export function itemsOf(service: string, document: unknown, path: AnswerPath): readonly unknown[] {
  const items = pickFitting(document, path, list);
  if (items === null) throw unknownForm(service, 'its list');
  return items;
}

const tooMany = (service: string) =>
  new AppError('service-failed', {
    message: `${service} lists more than Keyrack reads: ${MAX_ITEMS.toLocaleString('en')} keys, or ${MAX_PAGES} pages.`,
    next: 'Delete keys that nothing uses, in the console of the service.',
  });

const circling = (service: string) =>
  new AppError('service-failed', {
    message: `${service} goes round in circles: its list names a page that was read before.`,
    next: 'The fault is on its side: try again later.',
  });

interface Progress {
  readonly keys: Map<string, RemoteKey>;
  readonly places: Set<string>;
  read: number;
}

/** Takes the keys of a page. @returns whether one of them is new */
function take({ manifest, clock }: Context, { keys }: Progress, items: readonly unknown[]): boolean {
  const before = keys.size;
  for (const item of items) {
    const key = readKey(item, manifest, clock.now());
    if (key === null) throw unknownForm(manifest.name, 'its keys');
    // A key may come twice where another was deleted while the pages were read.
    if (!keys.has(key.id)) keys.set(key.id, key);
  }
  if (keys.size > MAX_ITEMS) throw tooMany(manifest.name);
  return keys.size > before;
}

async function readPage(context: Context, what: Ask, way: ApiWayOf<'list'>, place: Place) {
  const { manifest } = context;
  const answer = await ask(context, { ...what, ...place });
  if (!isSuccess(way.success, answer)) throw refusalAbout(context, what, answer, answer.sent);
  const document = documentOf(answer);
  return { answer, document, items: itemsOf(manifest.name, document, way.items) };
}

/** Remembers where the list goes on. @throws AppError service-failed where it was there before */
function enter(service: string, { places }: Progress, place: Place): void {
  const name = JSON.stringify(place);
  if (places.has(name)) throw circling(service);
  places.add(name);
}

/**
 * Reads all pages. Ends with the last one, or with one that brings nothing new.
 * @throws AppError service-failed where it would never end, is too long, or goes on elsewhere
 */
export async function listKeys(
  context: Context,
  what: Ask,
  way: ApiWayOf<'list'>,
  onProgress: ((read: number) => void) | undefined,
): Promise<readonly RemoteKey[]> {
  const { manifest, reach } = context;
  const progress: Progress = { keys: new Map(), places: new Set(), read: 0 };
  let place: Place | null = firstPlace(way.pagination);
  for (let index = 0; place !== null; index += 1) {
    if (index === MAX_PAGES) throw tooMany(manifest.name);
    enter(manifest.name, progress, place);
    const read = await readPage(context, what, way, place);
    const isNew = take(context, progress, read.items);
    progress.read += read.items.length;
    onProgress?.(progress.keys.size);
    const page: Page = { ...read, readSoFar: progress.read, index };
    const baseUrl = reach.address(way.request.host);
    const here = { service: manifest.name, baseUrl, current: read.answer.path };
    place = isNew ? nextPlace(way.pagination, page, here) : null;
  }
  return [...progress.keys.values()];
}
