/** A component of iCalendar. */
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** As it stands there. */
  readonly value: string;
}

/** A tab is the one control character that text may have. */
const CONTENT_LINE =
  /^(?<name>[A-Za-z0-9-]+)(?<parameters>(?:;[A-Za-z0-9-]+=(?:"(?:[^"\p{Cc}]|\t)*"|(?:[^";:,\p{Cc}]|\t)*))*):(?<value>(?:[^\p{Cc}]|\t)*)$/u;

/**
 * Reads a document by the grammar of RFC 5545, section 3.1 and 3.4, and refuses what it does not allow.
 * @param bytes as they stand in the file
 */
export function parseCalendar(bytes: Uint8Array): Component {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a lone CR or LF in ${JSON.stringify(line)}`);
    if (new TextEncoder().encode(line).length > 75) throw new Error(`longer than 75 octets: ${line}`);
    if (line === '') throw new Error('an empty line');
  }
  const lines = physical
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(readLine);
  const { component, rest } = readComponent(lines);
  if (rest.length > 0) throw new Error('something behind the calendar');
  if (component.name !== 'VCALENDAR') throw new Error(`no calendar, but ${component.name}`);
  return component;
}

function readLine(line: string): Property {
  const { name, parameters = '', value } = CONTENT_LINE.exec(line)?.groups ?? {};
  if (name === undefined || value === undefined) throw new Error(`no content line: ${JSON.stringify(line)}`);
  const pairs = parameters
    .split(';')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string]);
  return { name: name.toUpperCase(), parameters: Object.fromEntries(pairs), value };
}

function readComponent(lines: readonly Property[]): { component: Component; rest: readonly Property[] } {
  const [begin, ...inner] = lines;
  if (begin?.name !== 'BEGIN') throw new Error('a component without a BEGIN');
  const properties: Property[] = [];
  const components: Component[] = [];
  let rest: readonly Property[] = inner;
  for (;;) {
    const [line] = rest;
    if (line === undefined) throw new Error(`${begin.value} does not end`);
    if (line.name === 'BEGIN') {
      const read = readComponent(rest);
      components.push(read.component);
      rest = read.rest;
    } else if (line.name === 'END') {
      if (line.value !== begin.value) throw new Error(`${begin.value} ends as ${line.value}`);
      return { component: { name: begin.value, properties, components }, rest: rest.slice(1) };
    } else {
      // 3.6: the properties of a component stand before the components in it.
      if (components.length > 0) throw new Error(`${line.name} behind a component`);
      properties.push(line);
      rest = rest.slice(1);
    }
  }
}

/** @returns the one property of this name. */
export function only({ name: of, properties }: Component, name: string): Property {
  const found = properties.filter((each) => each.name === name);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${of} has ${found.length} ${name}`);
  return first;
}

/** TEXT, section 3.3.11. */
export function textOf({ value }: Property): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`an unescaped ; or , in ${value}`);
  return value.replaceAll(/\\(.?)/g, (_, escaped: string) => {
    if (escaped === 'n' || escaped === 'N') return '\n';
    if (escaped !== '' && '\\;,'.includes(escaped)) return escaped;
    throw new Error(`no escape: \\${escaped}`);
  });
}
