import type { Editor, JsonValue } from '#core/ports/exporter.ts';
import { isObject, sameJson } from './json-equal.ts';
import { refusedPlace } from './refusal.ts';

/** The member under which an entry, as data, has its prompts; no client has a member of this name. */
export const PROMPTS = '#prompts';

export interface PromptPlace {
  /** Changes one prompt, the last step of a path being its id. */
  readonly editor: Editor;
  /** The list of prompts, from the root on. */
  readonly list: string;
  /** How an entry names a prompt that is ours: one group, the id. */
  readonly ours: RegExp;
  /** How many steps lead to an entry. */
  readonly depth: number;
}

type Members = { readonly [name: string]: JsonValue };

/**
 * Entries that stand in two places of one document: the entry itself, and in a list at the root the prompts that it names.
 * Read, put and removed as one value, so that whoever compares, restores or undoes an entry means both.
 * A prompt of somebody else is never changed: one with our id that this entry did not name before is refused.
 * Where the list was made for a prompt, that one has an empty default, which means the same to the client as none: the
 * list then goes with it, and an empty one of the user's stays.
 */
export function withPrompts(entries: Editor, place: PromptPlace): Editor {
  const { depth, list, editor } = place;
  const isPrompts = (path: readonly string[]) => path.length === depth + 1 && path[depth] === PROMPTS;
  const idsAt = (text: string, path: readonly string[]) =>
    idsIn(entries.read(text, path.slice(0, depth)), place);

  return {
    read: (text, path) => {
      const value = entries.read(text, path);
      if (path.length !== depth || !isMap(value)) return value;
      const prompts = idsIn(value, place).flatMap((id) => plain(editor.read(text, [list, id])) ?? []);
      return prompts.length === 0 ? value : { ...value, [PROMPTS]: prompts };
    },

    put: (text, path, value) => {
      if (isPrompts(path)) return putPrompts(entries, place, text, { prompts: promptsOf(value), had: [] });
      if (path.length !== depth || !isMap(value)) return entries.put(text, path, value);
      const { [PROMPTS]: prompts = [], ...entry } = value;
      const wanted = promptsOf(prompts);
      const had = idsAt(text, path);
      const gone = had.filter((id) => !wanted.some((each) => each.id === id));
      const put = putPrompts(entries, place, entries.put(text, path, entry), { prompts: wanted, had });
      return withoutPrompts(entries, place, put, gone);
    },

    remove: (text, path) => {
      const ids = path.length === depth || isPrompts(path) ? idsAt(text, path) : [];
      const left = isPrompts(path) ? text : entries.remove(text, path);
      return withoutPrompts(entries, place, left, ids);
    },

    mask: (text, shown) => entries.mask(text, shown),
  };
}

interface Prompt extends Members {
  readonly id: string;
}

const isMap = (value: unknown): value is Members => isObject(value) && !Array.isArray(value);

const isPrompt = (value: JsonValue): value is Prompt => isMap(value) && typeof value.id === 'string';

const promptsOf = (value: JsonValue): readonly Prompt[] =>
  Array.isArray(value) ? value.filter((each: JsonValue) => isPrompt(each)) : [];

const isMade = (prompt: JsonValue | undefined) => isMap(prompt) && prompt.default === '';

function plain(prompt: JsonValue | undefined): JsonValue | undefined {
  if (!isMap(prompt) || !isMade(prompt)) return prompt;
  const { default: _empty, ...rest } = prompt;
  return rest;
}

interface Wanted {
  readonly prompts: readonly Prompt[];
  /** Ids that the entry named before: their prompts are ours. */
  readonly had: readonly string[];
}

function putPrompts(entries: Editor, place: PromptPlace, text: string, { prompts, had }: Wanted): string {
  const { editor, list } = place;
  return prompts.reduce((edited, prompt) => {
    const { id } = prompt;
    const there = editor.read(edited, [list, id]);
    if (there !== undefined && !sameJson(plain(there), prompt) && !had.includes(id))
      throw refusedPlace(edited, 0, `“${list}” has a prompt with the id that Keyrack would give its own`);
    const makes = isMade(there) || entries.read(edited, [list]) === undefined;
    return editor.put(edited, [list, id], makes ? { ...prompt, default: '' } : prompt);
  }, text);
}

function withoutPrompts(entries: Editor, place: PromptPlace, text: string, ids: readonly string[]): string {
  const { editor, list } = place;
  return ids.reduce((edited, id) => {
    const all = entries.read(edited, [list]);
    const isLast = Array.isArray(all) && all.length === 1 && isMade(editor.read(edited, [list, id]));
    return isLast ? entries.remove(edited, [list]) : editor.remove(edited, [list, id]);
  }, text);
}

/** @returns the ids of our prompts that a value names, each once */
function idsIn(value: JsonValue | undefined, { ours }: PromptPlace): readonly string[] {
  const pattern = new RegExp(ours, 'g');
  const found = [...JSON.stringify(value ?? null).matchAll(pattern)].map(([, id = '']) => id);
  return [...new Set(found)];
}
