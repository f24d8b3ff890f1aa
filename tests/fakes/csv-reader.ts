/** Reads CSV as RFC 4180 defines it, and nothing besides: a second opinion on what was written. @throws where it is not */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const [field, end] = text[at] === '"' ? quoted(text, at) : bare(text, at);
      row.push(field);
      at = end;
      if (text[at] !== ',') break;
      at += 1;
    }
    if (!text.startsWith('\r\n', at)) throw new Error(`no line end at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

function quoted(text: string, start: number): [string, number] {
  let field = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') field += text[at];
    else if (text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else return [field, at + 1];
  }
  throw new Error('a quote is not closed');
}

function bare(text: string, start: number): [string, number] {
  const found = /[",\r\n]/g;
  found.lastIndex = start;
  const end = found.exec(text)?.index ?? text.length;
  if (text[end] === '"') throw new Error('a quote in a bare field');
  return [text.slice(start, end), end];
}
