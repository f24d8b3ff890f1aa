import type { Adoption, Editor, JsonValue, Plaintext } from '#core/ports/exporter.ts';
import { Secret } from '#core/secret.ts';
import { isPlainSecret } from '#shared/text/plain-secret.ts';

const READ_DIFFERENTLY =
  'Its value has a $ or a backslash, which programs read in different ways: what the key is cannot be told.';
const WRITTEN_DIFFERENTLY =
  'It is set in another way than Keyrack writes. Write it between single quotes, then adopt it.';
const NO_VARIABLE = 'It is no name of a variable.';

/** How a file of variables is taken over: it can hold nothing but the value, so a line stays as it is. */
export function variableAdoption(editor: Editor): Adoption {
  return {
    names: (text) => editor.names?.(text) ?? [],
    plaintexts: (name, value) => plaintextsOf(name, value),
    launch: () => null,
    deliver: (value, _which, { mechanism }) => {
      if (mechanism !== 'inline') throw new Error(`${mechanism} was not offered`);
      return value;
    },
  };
}

function plaintextsOf(name: string, value: JsonValue): readonly Plaintext[] {
  const text = textOf(value);
  if (text === null) return isPlainSecret(name, 'another way') ? [found(name, '', WRITTEN_DIFFERENTLY)] : [];
  return isPlainSecret(name, text) ? [found(name, text, obstacleOf(name, value, text))] : [];
}

const found = (name: string, text: string, obstacle: string | null): Plaintext => ({
  name,
  place: 'variable',
  secret: new Secret(text),
  header: null,
  obstacle,
});

/** Of a line of a shell the value is a member; null: it is set in another way. */
function textOf(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  return isMap(value) && typeof value.value === 'string' ? value.value : null;
}

function obstacleOf(name: string, value: JsonValue, text: string): string | null {
  if (!/^[A-Za-z_]\w{0,127}$/.test(name)) return NO_VARIABLE;
  // A shell's own quoting was undone as its form says.
  return typeof value === 'string' && /[$\\]/.test(text) ? READ_DIFFERENTLY : null;
}

function isMap(value: JsonValue): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
