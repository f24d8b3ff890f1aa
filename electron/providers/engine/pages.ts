import { AppError } from '#core/errors.ts';
import type { Answer } from '../http/call.ts';
import { pick } from './answer-path.ts';
import { nextLink } from './link-header.ts';
import type { Pagination } from './manifest/requests.ts';

/** Where a list goes on: members of the query, or the path and query of the next page below the base URL. */
export type Place = { readonly query: Readonly<Record<string, unknown>> } | { readonly next: string };

/** A page that was read. */
export interface Page {
  readonly answer: Answer;
  readonly document: unknown;
  readonly items: readonly unknown[];
  /** Items of this page and all before it. */
  readonly readSoFar: number;
  /** The number of this page, from 0. */
  readonly index: number;
}

type Sized = { readonly sizeParam?: string | undefined; readonly size?: number | undefined };
const sizeOf = ({ sizeParam, size }: Sized) =>
  sizeParam === undefined || size === undefined ? {} : { [sizeParam]: size };

/** @returns where the first page is */
export function firstPlace(pagination: Pagination): Place {
  // Without a size to ask for, the beginning is asked for plainly: a service without pages knows no offset.
  if (pagination.kind === 'offset' && pagination.sizeParam === undefined) return { query: {} };
  if (pagination.kind === 'offset') return { query: { [pagination.param]: 0, ...sizeOf(pagination) } };
  if (pagination.kind === 'page') {
    return { query: { [pagination.param]: pagination.first, ...sizeOf(pagination) } };
  }
  return { query: pagination.kind === 'cursor' || pagination.kind === 'last-item' ? sizeOf(pagination) : {} };
}

type Counted = Extract<Pagination, { kind: 'offset' | 'page' }>;

/** By the total where the service tells it, else by a page that is shorter than asked for. */
function goesOn({ total, size }: Counted, { document, items, readSoFar }: Page): boolean {
  const told = total === undefined ? undefined : Number(pick(document, total));
  return told !== undefined && Number.isSafeInteger(told) ? readSoFar < told : items.length >= size;
}

const cursorAt = (value: unknown): string | number | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : null;

type Cursored = Extract<Pagination, { kind: 'cursor' | 'last-item' }>;

function byCursor(pagination: Cursored, page: Page): Place | null {
  const { document, items } = page;
  if (pagination.more !== undefined && pick(document, pagination.more) !== true) return null;
  const isShort = pagination.more === undefined && items.length < (pagination.size ?? 1);
  if (pagination.kind === 'last-item' && isShort) return null;
  const cursor = cursorAt(
    pagination.kind === 'cursor' ? pick(document, pagination.next) : pick(items.at(-1), pagination.member),
  );
  return cursor === null ? null : { query: { [pagination.param]: cursor, ...sizeOf(pagination) } };
}

const elsewhere = (service: string) =>
  new AppError('service-failed', {
    message: `${service} says that its list goes on at another address, which Keyrack does not follow.`,
    next: 'Check the base URL of the connection.',
  });

/**
 * SECURITY: the next page gets the credential too, so it has to be where the first one was
 * (tests/unit/providers/pages: "refuses").
 * @returns path and query below the base URL
 * @throws AppError service-failed
 */
export function belowBase(service: string, baseUrl: string, current: string, text: string): string {
  const here = `${baseUrl}${current}`;
  if (!URL.canParse(text, here)) throw elsewhere(service);
  const [base, url] = [new URL(baseUrl), new URL(text, here)];
  const prefix = base.pathname.replace(/\/+$/, '');
  const isOurs = url.origin === base.origin && url.username === '' && url.password === '';
  if (!isOurs || !url.pathname.startsWith(`${prefix}/`)) throw elsewhere(service);
  return url.pathname.slice(prefix.length) + url.search;
}

interface Whereabouts {
  readonly service: string;
  readonly baseUrl: string;
  /** Path and query of the page that was read. */
  readonly current: string;
}

/** @returns where the list goes on; null where this page was the last. @throws AppError service-failed */
export function nextPlace(pagination: Pagination, page: Page, here: Whereabouts): Place | null {
  const { service, baseUrl, current } = here;
  const at = (text: unknown): Place | null =>
    typeof text === 'string' && text !== '' ? { next: belowBase(service, baseUrl, current, text) } : null;
  switch (pagination.kind) {
    case 'none':
      return null;
    case 'offset': {
      const query = { [pagination.param]: page.readSoFar, ...sizeOf(pagination) };
      return goesOn(pagination, page) ? { query } : null;
    }
    case 'page': {
      const query = { [pagination.param]: pagination.first + page.index + 1, ...sizeOf(pagination) };
      return goesOn(pagination, page) ? { query } : null;
    }
    case 'next-url':
      return at(pick(page.document, pagination.next));
    case 'link-header':
      return at(nextLink(page.answer.headers.get('link')));
    default:
      return byCursor(pagination, page);
  }
}
