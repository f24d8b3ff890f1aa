/**
 * Secrets that one client or another may take for something else, by what is in them. `$\u007b` is written for a dollar
 * and a brace, which a linter takes for a forgotten template.
 */
export const VALUES = {
  plain: 'sk-plain_0123456789.abc/+=',
  everything: 's$HOME$\u007bHOME}"\\e{env:HOME}#\'é',
  dollar: 'a$HOME$b-$_',
  dollars: 'pa$$w0rd$5$',
  braced: 'a$\u007bHOME}b',
  defaulted: '$\u007bNOT_SET:-d}',
  named: 'a$\u007benv:HOME}b',
  raw: 'a{env:HOME}b',
  file: 'a{file:/etc/hostname}b',
  curly: 'a{{PROBE_PLAIN}}b',
  percent: '50%%PATH%',
  shell: 'a  b `id` $(id) ; it\'s "so" \'\' #c //d /*e*/ {"f":[1]}',
  backslashes: 'a\\b\\\\c\\n\\u0041\\',
  latin: 'é-ü',
  edges: ' a ',
  long: 'x~!@^&*()_-+=[]|:;<>,.?/0123456789'.repeat(30).slice(0, 1000),
} as const;

export type ValueName = keyof typeof VALUES;
export const VALUE_NAMES = Object.keys(VALUES) as readonly ValueName[];

/**
 * Whether a header carries it as it is. Blanks at the ends are dropped on the way; a letter beyond ASCII is sent as UTF-8
 * by Codex, as Latin-1 by Claude Code.
 */
export const canBeSent = (value: string) => /^[!-~]([ -~]*[!-~])?$/.test(value);
