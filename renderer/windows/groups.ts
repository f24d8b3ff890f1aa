const GROUP = 4;

/** Parts a value into groups of four characters, to be read; joined they are the value again. */
export function groupsOf(value: string): string[] {
  const characters = [...value];
  const groups: string[] = [];
  for (let start = 0; start < characters.length; start += GROUP) {
    groups.push(characters.slice(start, start + GROUP).join(''));
  }
  return groups;
}
