import * as z from 'zod/mini';
import type { RemoteKeyInput } from '#core/ports/provider.ts';

const INPUTS = [
  'name',
  'description',
  'scopes',
  'testMode',
  'expiresAt',
] as const satisfies readonly (keyof RemoteKeyInput)[];

const fromInput = z.strictObject({ $: z.enum(INPUTS) });
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const memberName = z.string().check(z.regex(/^[A-Za-z_]\w*$/));

export type Template =
  | z.infer<typeof fromInput>
  | z.infer<typeof literal>
  | { readonly [name: string]: Template };

/** A request's body: JSON whose leaves are literals, or `{ "$": name of an input }`. */
export const templateSchema: z.ZodMiniType<Template> = z.lazy(() =>
  z.union([fromInput, literal, z.record(memberName, templateSchema)]),
);

const isFromInput = (template: object): template is z.infer<typeof fromInput> => Object.hasOwn(template, '$');

/** @returns JSON to be sent */
export function fill(template: Template, input: RemoteKeyInput): unknown {
  if (template === null || typeof template !== 'object') return template;
  if (isFromInput(template)) return input[template.$];
  return Object.fromEntries(Object.entries(template).map(([name, inner]) => [name, fill(inner, input)]));
}

/** @param path with `{id}`; the id is percent-encoded, so that it stays one segment */
export function fillPath(path: string, id: string): string {
  return path.replaceAll('{id}', () => encodeURIComponent(id));
}
