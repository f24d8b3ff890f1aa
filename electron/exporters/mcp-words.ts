import type { JsonValue } from '#core/ports/exporter.ts';
import { isObject } from './editors/json-equal.ts';
import type { EntryForm, Members } from './mcp-form.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** The members as `form.command` makes them, told by what it makes of two words. */
function commandMembers({ command }: Pick<EntryForm, 'command'>) {
  const made = Object.entries(command(['first', 'rest']));
  const all = made.find(([, value]) => isTexts(value) && value.length === 2)?.[0];
  const first = made.find(([, value]) => value === 'first')?.[0];
  const rest = made.find(([, value]) => isTexts(value) && value.length === 1)?.[0];
  return { all, first, rest };
}

/** What an entry of this form starts: the inverse of its `command`. @returns null where it starts nothing */
export function wordsIn(form: Pick<EntryForm, 'command'>, value: JsonValue): readonly string[] | null {
  if (!isObject(value)) return null;
  const { all, first, rest } = commandMembers(form);
  const member = (name: string | undefined) =>
    name !== undefined && Object.hasOwn(value, name) ? (value as Members)[name] : undefined;
  if (all !== undefined) {
    const words = member(all);
    return isTexts(words) && words.length > 0 ? words : null;
  }
  const program = member(first);
  const args = member(rest) ?? [];
  return isText(program) && program !== '' && isTexts(args) ? [program, ...args] : null;
}
