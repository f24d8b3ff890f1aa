/**
 * For clients that do not say what they expand: what any of those that do would take for a variable.
 * A value with it is refused, as the server might get something else.
 */
export const ANY_VARIABLE = /\$\{|\$\w|\\\$|%\w+%|\{(?:env|file):/;

export const notDocumented = (name: string): string =>
  `${name} does not say whether it expands variables: the server might get the name and not the value.`;
