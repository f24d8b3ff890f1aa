import { describe, expect, test } from 'vitest';
import { shell } from '../../../electron/exporters/editors/shell.ts';

const OURS = ['OURS'];
const posix = (value: string) => ({ shell: 'posix', value });
const put = (text: string, value = 'x') => shell.put(text, OURS, posix(value));

describe('a profile of somebody', () => {
  test.each([
    ['', "export OURS='x'\n"],
    ['alias a=b\n', "alias a=b\nexport OURS='x'\n"],
    ['alias a=b', "alias a=b\nexport OURS='x'"],
    ["echo it\\'s # don't\n", "echo it\\'s # don't\nexport OURS='x'\n"],
    ["cat <<EOF\nit's\nEOF\n", "cat <<EOF\nit's\nEOF\nexport OURS='x'\n"],
    ["cat <<'EOF'\na\\\nEOF\n", "cat <<'EOF'\na\\\nEOF\nexport OURS='x'\n"],
    [
      "cat <<-'E F'\n\tit's\n\tE F\nx=$((1<<2))\n",
      "cat <<-'E F'\n\tit's\n\tE F\nx=$((1<<2))\nexport OURS='x'\n",
    ],
    ['x="$(echo "a")" y=$\u007bx#"b"} # "\n', 'x="$(echo "a")" y=$\u007bx#"b"} # "\nexport OURS=\'x\'\n'],
    [': "`echo "a"`"\n', ': "`echo "a"`"\nexport OURS=\'x\'\n'],
    ["cat <<<'a'\nMY_OURS=1 OURS2=2\n", "cat <<<'a'\nMY_OURS=1 OURS2=2\nexport OURS='x'\n"],
  ])('gets one line, which comes out again: %j', (before, after) => {
    expect(put(before)).toBe(after);
    expect(put(after)).toBe(after);
    expect(shell.remove(after, OURS)).toBe(before);
  });

  test.each([
    ["  export OURS='old' # why\nB=1\n", "  export OURS='x' # why\nB=1\n"],
    ["export OURS='o'\\''ld'\nB=1", "export OURS='x'\nB=1"],
  ])('has its line written over: %j', (before, after) => {
    expect(put(before)).toBe(after);
  });

  test.each([
    ['an open quote', "a='s3cret\n", /not closed/],
    ['a backtick that opens in a quote', ': "\n`\na="b" c="\n', /not closed/],
    ['an open here-document', 'cat <<EOF\ns3cret\n', /not closed/],
    ['an end of a here-document that a backslash draws up', 'cat <<EOF\na\\\nEOF\n', /not closed/],
    ['a backtick in a here-document', 'cat <<EOF\n`\nEOF\n', /not closed/],
    ['a backslash before the end', 'echo s3cret \\\n', /not closed/],
    ['a backslash at the end', 'echo s3cret \\', /not closed/],
    ['a line in two quotes', "a='\nexport OURS='x'\n'", /runs over “OURS”/],
    ['a line in a here-document', "cat <<EOF\nexport OURS='x'\nEOF\n", /runs over “OURS”/],
    ['two lines', "export OURS='x'\nOURS=s3cret\n", /twice/],
    ['another way', 'OURS=s3cret\n', /in another way/],
    ['more in the line', "export OURS='x'; s3cret\n", /in another way/],
    ['the words of another shell', "set -gx OURS 'x'\n", /in another way/],
    ['line ends of Windows', 'a=b\r\n', /line ends of Windows/],
    ['a byte order mark', '\uFEFFa=b\n', /byte order mark/],
  ])('is refused with %s, and no word of it is told', (_name, text, words) => {
    expect(() => put(text)).toThrow(words);
    expect(() => put(text)).toThrow(/left alone/);
    expect(() => put(text)).not.toThrow(/s3cret/);
  });

  test.each([
    'declare -x OURS=1',
    'export A=1 OURS',
    'set -gx OURS 1',
    '$env:OURS="1"',
    '$Env:OURS = 1',
    '[Environment]::SetEnvironmentVariable("OURS", "1", "User")',
  ])('that sets our variable by itself is seen: %s', (line) => {
    expect(shell.read(`${line}\n`, OURS)).toBeNull();
  });
});

test.each([
  ['fish', "echo 'it\\'s'\n", true],
  ['fish', "echo 'it\n", false],
  ['fish', 'echo \\\n', false],
  ['powershell', "$a = @'\nit's\n'@\r\n", true],
  ['powershell', "<# it's #> Write-Host 'it''s' # '\n", true],
  ['powershell', '"a`"b"\n', true],
  ['powershell', "$a = @'\nit's\n", false],
  ['powershell', '<# open\n', false],
  ['powershell', 'Get-Item `\n', false],
] as const)('%s, %j: what is open is refused', (of, text, closed) => {
  const work = () => shell.put(text, OURS, { shell: of, value: 'x' });
  if (closed) expect(shell.remove(work(), OURS)).toBe(text);
  else expect(work).toThrow(/not closed/);
});

test('people see names, comments and dots', () => {
  const text =
    "# My profile\n# export OLD=s3cret\nexport A=s3cret B=s3cret\nif true\nmysql -ps3cret\nfi\n\nset -gx C s3cret\n$env:D = 's3cret'\n";
  expect(shell.mask(text, null)).toBe(
    '# My profile\n# export OLD=••••••••\nexport A=••••••••\n••••••••\n••••••••\nfi\n\nset -gx C ••••••••\n$env:D = ••••••••\n',
  );
});

test('a variable in small letters is another one than the same in capitals', () => {
  const text = 'export CANVAS_KEY=1\n';
  const written = shell.put(text, ['canvas_key'], posix('x'));
  expect(written.startsWith(`${text}export canvas_key=`)).toBe(true);
});
