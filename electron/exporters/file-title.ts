/**
 * A name for what a new file holds: its own, without endings.
 * @param endings taken off together, such as `.postman_environment.json`; else the last one
 */
export function titleOf(file: string, endings?: RegExp): string {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  const bare = name.replace(endings ?? /\.[^.]*$/, '').replace(/^\.+/, '');
  return bare === '' ? 'Keyrack' : bare;
}
