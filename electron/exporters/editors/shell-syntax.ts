export const SHELLS = ['posix', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** How a line of a shell sets a variable, and how the shell reads a script. */
interface Syntax {
  /** What stands around the value. */
  readonly around: (name: string) => readonly [string, string];
  /** A line of that form: 1 the indent, 2 what is between the quotes. */
  readonly form: (name: string) => RegExp;
  readonly quote: (value: string) => string;
  readonly unquote: (written: string) => string;
  /** What no line can hold, with the word for it. */
  readonly fault: RegExp;
  /** What is read as one piece, comments among it; tried in order. */
  readonly pieces: readonly RegExp[];
  /** What begins a piece, where none of them matches: it does not end. */
  readonly opener: RegExp;
}

const SINGLE = "'\u2018-\u201b";
const DOUBLE = '"\u201c-\u201e';
const COMMENT = /(?<![^\s;|&(){}])#[^\n]*/y;
// A key of several lines would be more than our one line.
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Sources: POSIX XCU 2.2; fishshell.com/docs (Quotes); PowerShell's about_Quoting_Rules, where ‘ ’ ‚ ‛ are quotes as well. */
export const SYNTAX: Readonly<Record<Shell, Syntax>> = {
  posix: {
    around: (name) => [`export ${name}='`, "'"],
    form: (name) => new RegExp(String.raw`^([ \t]*)export ${name}='((?:[^']|'\\'')*)'(?=[ \t]*$|[ \t]+#)`),
    quote: (value) => value.replaceAll("'", "'\\''"),
    unquote: (written) => written.replaceAll("'\\''", "'"),
    fault: CONTROL,
    pieces: [
      COMMENT,
      /\\(?:\r\n|[\s\S])/y,
      /\$'(?:\\[\s\S]|[^'\\])*'/y,
      /'[^']*'/y,
      // Between backticks a quote is another quote, also inside of quotes.
      /"(?:\\[\s\S]|`(?:\\[\s\S]|[^`\\])*`|[^"\\`])*"/y,
      /`(?:\\[\s\S]|[^`\\])*`/y,
      /\$?\(\((?:[^()]|\([^()]*\))*\)\)/y,
      /<<</y,
    ],
    opener: /['"`\\]/y,
  },
  fish: {
    around: (name) => [`set -gx ${name} '`, "'"],
    form: (name) =>
      new RegExp(String.raw`^([ \t]*)set -gx ${name} '((?:\\[\\']|[^'\\])*)'(?=[ \t]*$|[ \t]+#)`),
    quote: (value) => value.replace(/[\\']/g, '\\$&'),
    unquote: (written) => written.replace(/\\([\\'])/g, '$1'),
    fault: CONTROL,
    pieces: [COMMENT, /\\[\s\S]/y, /'(?:\\[\s\S]|[^'\\])*'/y, /"(?:\\[\s\S]|[^"\\])*"/y],
    opener: /['"\\]/y,
  },
  powershell: {
    around: (name) => [`$env:${name} = '`, "'"],
    form: (name) =>
      new RegExp(
        String.raw`^([ \t]*)\$env:${name} = '((?:[^${SINGLE}]|([${SINGLE}])\3)*)'(?=[ \t]*$|[ \t]+#)`,
      ),
    quote: (value) => value.replace(new RegExp(`[${SINGLE}]`, 'g'), '$&$&'),
    unquote: (written) => written.replace(new RegExp(`([${SINGLE}])\\1`, 'g'), '$1'),
    // Windows PowerShell 5.1 reads a file without a mark in the system's code page; the dot is what people are shown.
    fault: /[^ -~•]/,
    pieces: [
      /<#[\s\S]*?#>/y,
      COMMENT,
      /`(?:\r\n|[\s\S])/y,
      new RegExp(`@[${SINGLE}][ \\t]*\\r?\\n[\\s\\S]*?\\n[${SINGLE}]@`, 'y'),
      new RegExp(`@[${DOUBLE}][ \\t]*\\r?\\n[\\s\\S]*?\\n[${DOUBLE}]@`, 'y'),
      new RegExp(`[${SINGLE}](?:[${SINGLE}]{2}|[^${SINGLE}])*[${SINGLE}]`, 'y'),
      new RegExp(`[${DOUBLE}](?:\`[\\s\\S]|[${DOUBLE}]{2}|[^${DOUBLE}\`])*[${DOUBLE}]`, 'y'),
    ],
    opener: new RegExp(`[${SINGLE}${DOUBLE}\`]|<#|@[${SINGLE}${DOUBLE}][ \\t]*\\r?\\n`, 'y'),
  },
};
