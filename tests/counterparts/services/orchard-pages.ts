import * as z from 'zod/mini';
import type { Reply } from './description.ts';

// How a long list goes on, in each of the ways that services have. Pages have at most 100 rows.

const MOST = 100;
const number = (text: string | undefined, usual: number): number =>
  text === undefined ? usual : Number(text);
const count = z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/)));
const digits = z.optional(z.string().check(z.regex(/^\d{1,6}$/)));
const all = z.optional(z.literal('true'));

interface Row {
  readonly ref: string;
}
type Query = Readonly<Record<string, string | undefined>>;

interface Paging {
  readonly query: z.ZodMiniType;
  /** @param here the address of the list, without a query */
  readonly page: (rows: readonly Row[], query: Query, here: string) => Reply;
}

const answer = (keys: readonly Row[], more: object = {}, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  body: { ok: true, result: { keys, ...more } },
  headers,
});

/** Rows after the one that was the last; a row that is not there begins anew nowhere. */
function after(rows: readonly Row[], ref: string | undefined, size: number): readonly Row[] {
  const start = ref === undefined ? 0 : rows.findIndex((row) => row.ref === ref) + 1;
  return rows.slice(start, start + size);
}

const opaque = (at: number): string => Buffer.from(`at ${at}`).toString('base64url');
const placeIn = (cursor: string): number => Number(Buffer.from(cursor, 'base64url').toString().slice(3));

function nextAddress(rows: readonly Row[], { at: text }: Query, here: string) {
  const at = number(text, 0);
  const next = at + MOST < rows.length ? `${here}?at=${at + MOST}` : null;
  return { keys: rows.slice(at, at + MOST), next };
}

const position = z.strictObject({ at: digits, all });

const PAGINGS = {
  none: {
    query: z.strictObject({ all }),
    page: (rows) => answer(rows),
  },
  offset: {
    query: z.strictObject({ skip: digits, take: count, all }),
    page: (rows, { skip, take }) => {
      const at = number(skip, 0);
      return answer(rows.slice(at, at + number(take, 10)), { total: rows.length });
    },
  },
  page: {
    query: z.strictObject({ page: digits, per_page: count, all }),
    page: (rows, { page, per_page: size }) => {
      const each = number(size, 10);
      const at = number(page, 0) * each;
      return answer(rows.slice(at, at + each));
    },
  },
  cursor: {
    query: z.strictObject({ after: z.optional(z.string().check(z.regex(/^[\w-]+$/))), count, all }),
    page: (rows, { after: cursor, count: size }) => {
      const [at, each] = [cursor === undefined ? 0 : placeIn(cursor), number(size, 50)];
      const more = at + each < rows.length;
      return answer(rows.slice(at, at + each), { more, next: more ? opaque(at + each) : '' });
    },
  },
  'last-item': {
    query: z.strictObject({ after: z.optional(z.uuid()), count, all }),
    page: (rows, { after: ref, count: size }) => answer(after(rows, ref, number(size, 10))),
  },
  'next-url': {
    query: position,
    page: (rows, query, here) => {
      const { keys, next } = nextAddress(rows, query, here);
      return answer(keys, { next });
    },
  },
  'link-header': {
    query: position,
    page: (rows, query, here) => {
      const { keys, next } = nextAddress(rows, query, here);
      const first = `<${here}>; rel="first"`;
      return answer(
        keys,
        {},
        { link: next === null ? first : `${first}, <${next}>; title="a, b"; rel="next"` },
      );
    },
  },
} satisfies Readonly<Record<string, Paging>>;
export type Pages = keyof typeof PAGINGS;
export const pagingOf = (pages: Pages): Paging => PAGINGS[pages];
