import * as z from 'zod/mini';
import { REASONS } from '#shared/model/key.ts';
import { leafSchema, templateSchema } from './template.ts';
import { answerPath, headerName, httpStatus, mixedText, queryName, requestPath, slug } from './words.ts';

const SUCCESS = [200, 201, 202, 204];

export const requestSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: requestPath,
  /** The id of a host; absent: the connection's own. */
  host: z.optional(slug),
  query: z._default(z.record(queryName, leafSchema), {}),
  /** `{uuid}` is a new one each time. */
  headers: z._default(z.record(headerName, mixedText), {}),
  body: z.optional(templateSchema),
  encoding: z._default(z.enum(['json', 'form']), 'json'),
  credential: z._default(z.enum(['management', 'key', 'none']), 'management'),
});
export type RequestSpec = z.infer<typeof requestSchema>;

/** When an answer is a success: its status, and where the service has an envelope what stands in it. */
export const successSchema = z._default(
  z.strictObject({
    status: z._default(z.array(httpStatus).check(z.minLength(1)), SUCCESS),
    require: z.optional(
      z.strictObject({ path: answerPath, equals: z.union([z.string(), z.number(), z.boolean()]) }),
    ),
  }),
  { status: SUCCESS },
);
export type Success = z.infer<typeof successSchema>;

const size = z.int().check(z.gte(1), z.lte(1000));

/** How a list goes on. A page that brings nothing new ends it, and so do 500 pages. */
export const paginationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Ends with the total, or with a page shorter than `size`. */
  z.strictObject({
    kind: z.literal('offset'),
    param: queryName,
    sizeParam: z.optional(queryName),
    size,
    total: z.optional(answerPath),
  }),
  z.strictObject({
    kind: z.literal('page'),
    param: queryName,
    sizeParam: z.optional(queryName),
    size,
    first: z._default(z.int(), 1),
    total: z.optional(answerPath),
  }),
  /** The answer tells the next cursor. */
  z.strictObject({
    kind: z.literal('cursor'),
    param: queryName,
    next: answerPath,
    more: z.optional(answerPath),
    sizeParam: z.optional(queryName),
    size: z.optional(size),
  }),
  /** The cursor is a member of the page's last item. */
  z.strictObject({
    kind: z.literal('last-item'),
    param: queryName,
    member: answerPath,
    more: z.optional(answerPath),
    sizeParam: z.optional(queryName),
    size: z.optional(size),
  }),
  /** The answer tells the next address; another host is refused. */
  z.strictObject({ kind: z.literal('next-url'), next: answerPath }),
  /** RFC 8288, `rel="next"`; another host is refused. */
  z.strictObject({ kind: z.literal('link-header') }),
]);
export type Pagination = z.infer<typeof paginationSchema>;

/** Where the service says what is wrong, and what it means. */
export const errorsSchema = z.strictObject({
  message: z.optional(answerPath),
  code: z.optional(answerPath),
  /** A status in the body, where it may differ from the one of HTTP. */
  status: z.optional(answerPath),
  retryAfter: z.optional(z.strictObject({ path: answerPath, unit: z.enum(['seconds', 'milliseconds']) })),
  /** The first that fits counts. A rule without `code` and `says` is about the status alone. */
  rules: z._default(
    z.array(
      z.strictObject({
        status: httpStatus,
        code: z.optional(z.string()),
        /** A part of the message, upper and lower case alike. */
        says: z.optional(z.string().check(z.minLength(3))),
        is: z.enum([...REASONS, 'not found', 'conflict', 'too many keys']),
      }),
    ),
    [],
  ),
});
export type Errors = z.infer<typeof errorsSchema>;

/** Headers that tell how many requests are left. */
export const rateLimitSchema = z.strictObject({
  limit: z.optional(headerName),
  remaining: z.optional(headerName),
  reset: z.optional(headerName),
  resetIn: z._default(z.enum(['epochS', 'epochMs', 'seconds', 'milliseconds']), 'epochS'),
});
