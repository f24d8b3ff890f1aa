// What command and agent say to each other: one JSON document a line, a request then its answer, over a socket that
// only the same user reaches. Bytes travel as base64. The data key never travels.
//   → { "op": "seal" | "open", "vault": id, "context": text, "data": base64 }   ← { "ok": true, "data": base64 }
//   → { "op": "status", "vault": id }                                           ← { "ok": true, "until": time | null }
//   → { "op": "lock" | "step-aside", "vault": id }                              ← { "ok": true }
//   ← { "ok": false, "error": "other-vault" | "bad-box" | "bad-request" | "locked" }
// `lock` forgets the data key. `step-aside` only ends the serving: a newer agent takes the place.
import type { Socket } from 'node:net';
import * as z from 'zod/mini';

/** A copy of the largest foreign file (16 MB) as base64, and room for the rest of the line. */
export const LINE_MAX = 24 * 1024 * 1024;

const contextSchema = z.string().check(z.minLength(1), z.maxLength(512));
const dataSchema = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/));

export const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.enum(['seal', 'open']), vault: z.uuid(), context: contextSchema, data: dataSchema }),
  z.strictObject({ op: z.enum(['status', 'lock', 'step-aside']), vault: z.uuid() }),
]);
export type Request = z.infer<typeof requestSchema>;

const agentErrorSchema = z.enum(['other-vault', 'bad-box', 'bad-request', 'locked']);

export const answerSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    data: z.optional(dataSchema),
    until: z.optional(z.nullable(z.iso.datetime())),
  }),
  z.strictObject({ ok: z.literal(false), error: agentErrorSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** @returns undefined where the line is not such a document. */
export function parseLine<T>(schema: z.ZodMiniType<T>, line: string): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Lines as they come. A line over the cap destroys the socket. */
export function onLine(socket: Socket, receive: (line: string) => void): void {
  let chunks: string[] = [];
  let length = 0;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n');
    for (const piece of [first, null, ...rest.flatMap((line) => [line, null])].slice(
      0,
      rest.length * 2 + 1,
    )) {
      if (piece === null) {
        receive(chunks.join(''));
        chunks = [];
        length = 0;
      } else {
        chunks.push(piece);
        length += piece.length;
      }
    }
    if (length > LINE_MAX) socket.destroy();
  });
}
