import * as z from 'zod/mini';
import { answerPath, headerName, memberName, mixedText, requestPath, slug } from './words.ts';

/** `Authorization: <scheme> <secret>`; an empty scheme is the secret alone. */
const bearer = z.strictObject({
  bearer: z.strictObject({ scheme: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{0,32}$/))) }),
});

/** One or several headers. Absent `value`: the secret alone. Else text with `{part}` or `{param.name}` in it. */
const headers = z.strictObject({
  headers: z
    .array(z.strictObject({ name: headerName, value: z.optional(mixedText) }))
    .check(z.minLength(1), z.maxLength(8)),
});

/** RFC 7617. Text with `{part}` or `{param.name}`; absent: empty user, or the secret as password. */
const basic = z.strictObject({
  basic: z.strictObject({ user: z.optional(mixedText), password: z.optional(mixedText) }),
});

const simpleAuth = z.union([bearer, headers, basic]);
export type SimpleAuth = z.infer<typeof simpleAuth>;

/** RFC 6749, 4.4: the credential buys a token for a while, which is sent as Bearer. */
const oauth2 = z.strictObject({
  oauth2: z.strictObject({
    /** The id of a host; absent: the connection's own. */
    host: z.optional(slug),
    path: requestPath,
    clientId: mixedText,
    clientSecret: mixedText,
    /** How the two are sent. */
    send: z._default(z.enum(['basic', 'body']), 'basic'),
    encoding: z._default(z.enum(['form', 'json']), 'form'),
    audience: z.optional(mixedText),
    scope: z.optional(mixedText),
  }),
});

/** The credential logs in and gets a token, from the answer's body or one of its headers. */
const login = z.strictObject({
  login: z.strictObject({
    host: z.optional(slug),
    method: z._default(z.enum(['POST', 'PUT']), 'POST'),
    path: requestPath,
    /** Members of the body and what stands in them: text with `{part}` or `{param.name}`. */
    body: z.record(memberName, mixedText),
    encoding: z._default(z.enum(['form', 'json']), 'json'),
    token: z.union([z.strictObject({ body: answerPath }), z.strictObject({ header: headerName })]),
    /** How the token is sent. */
    use: simpleAuth,
  }),
});

const directAuth = z.union([bearer, headers, basic, oauth2, login]);
export type DirectAuth = z.infer<typeof directAuth>;

/** Ways that a service describes side by side: tried in this order, and the one that works is remembered. */
const candidates = z.strictObject({
  candidates: z
    .array(
      z.strictObject({
        id: slug,
        label: z.string(),
        auth: directAuth,
        /** What `{base}` in a path stands for. */
        basePath: z._default(z.union([z.literal(''), requestPath]), ''),
        /** Headers that go with it; `{uuid}` is a new one each time. */
        headers: z._default(z.record(headerName, mixedText), {}),
        /** Paths that differ from the operation's own, by operation. */
        paths: z._default(z.record(z.string(), requestPath), {}),
      }),
    )
    .check(z.minLength(2), z.maxLength(6)),
});
export type Candidate = z.infer<typeof candidates>['candidates'][number];

const authSchema = z.union([bearer, headers, basic, oauth2, login, candidates]);

const credentialName = z.enum(['management', 'key']);

export const credentialSchema = z.strictObject({
  id: credentialName,
  auth: authSchema,
  /** What the user enters, one after the other; absent: one secret, called `secret`. */
  parts: z._default(
    z.array(z.strictObject({ id: memberName, label: z.string().check(z.minLength(1), z.maxLength(60)) })),
    [{ id: 'secret', label: 'Secret' }],
  ),
});
export type Credential = z.infer<typeof credentialSchema>;
