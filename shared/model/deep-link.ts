import * as z from 'zod/mini';
import { idSchema } from './text-fields.ts';

export const LINK_SCHEME = 'keyrack';

/** Views that a link may open. */
export const LINKED_VIEWS = [
  'rack',
  'grid',
  'rotation',
  'targets',
  'activity',
  'connections',
  'settings',
] as const;

/**
 * Where a `keyrack://` link leads. SECURITY: any web page can make the desktop open one, so it names a place to look at
 * and nothing else: it does nothing, fills in nothing, confirms nothing.
 */
export const deepLinkSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('view'), view: z.enum(LINKED_VIEWS) }),
  z.strictObject({ to: z.literal('key'), id: idSchema }),
  z.strictObject({ to: z.literal('environment'), id: idSchema }),
  z.strictObject({ to: z.literal('search'), search: z.string().check(z.minLength(1), z.maxLength(200)) }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;

const FORM = /^keyrack:\/\/(?<to>view|key|environment|search)\/?(?<rest>[\x21-\x7e]{1,600})$/;
/** Controls, and what turns the direction of a line around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** @returns null for anything but exactly one of the forms: no user, port, fragment, second parameter, trailing slash */
export function deepLinkIn(text: string): DeepLink | null {
  const { to, rest } = FORM.exec(text)?.groups ?? {};
  if (to === undefined || rest === undefined) return null;
  const found = deepLinkSchema.safeParse(partsOf(to, rest, text));
  return found.success ? found.data : null;
}

function partsOf(to: string, rest: string, text: string): unknown {
  if (to === 'search') return { to, search: searchIn(rest) };
  if (text !== `keyrack://${to}/${rest}`) return null;
  return to === 'view' ? { to, view: rest } : { to, id: rest };
}

function searchIn(rest: string): string | null {
  const typed = /^\?q=(?<typed>[^&#]*)$/.exec(rest)?.groups?.typed;
  try {
    const search = typed === undefined ? null : decodeURIComponent(typed.replaceAll('+', ' ')).trim();
    return search === null || UNSEEN.test(search) ? null : search;
  } catch {
    // No UTF-8 behind the percent signs.
    return null;
  }
}

/** @returns the one word of a command line that is a link; null where there is none, or more than one */
export function linkAmong(words: readonly string[]): string | null {
  const links = words.filter((word) => word.toLowerCase().startsWith(`${LINK_SCHEME}:`));
  return links.length === 1 ? (links[0] ?? null) : null;
}
