import { describe, expect, it } from 'vitest';
import { printable } from '../../../electron/cli/printable.ts';
import { fields, table, widthOf } from '../../../electron/cli/table.ts';

const columns = [
  {
    title: 'NAME',
    text: (row: { name: string; id: string }) => row.name,
    paint: () => (text: string) => `<${text}>`,
  },
  { title: 'ID', text: (row: { name: string; id: string }) => row.id },
];

describe('tables', () => {
  it('aligns columns, wide characters and emoji too', () => {
    const rows = [
      { name: '鍵', id: '1' },
      { name: '🔑 prod', id: '2' },
      { name: 'e\u0301', id: '3' },
    ];
    expect(table(rows, columns, { colour: false, empty: '' })).toBe(
      ['NAME     ID', '鍵       1', '🔑 prod  2', 'e\u0301        3'].join('\n'),
    );
  });

  it('colours without moving a column', () => {
    expect(table([{ name: 'a', id: '1' }], columns, { colour: true, empty: '' })).toBe('NAME  ID\n<a>     1');
  });

  it('says what an empty list means', () => {
    expect(table([], columns, { colour: false, empty: 'Nothing yet.' })).toBe('Nothing yet.');
  });

  it.each(['\u001b[2J', 'a\nb', 'a\u202eb', '\u0007', '\u009b31m'])(
    'lets no name steer the terminal: %j',
    (text) => {
      expect(printable(text)).toContain('�');
      expect(
        table([{ name: text, id: '1' }], columns, { colour: false, empty: '' }).split('\n'),
      ).toHaveLength(2);
    },
  );

  it('leaves out fields that are null', () => {
    expect(fields({ Name: 'a', Project: null, 'Base URL': 'b' })).toBe('Name      a\nBase URL  b');
  });

  it.each([
    ['abc', 3],
    ['鍵', 2],
    ['👩‍💻', 2],
    ['é', 1],
    ['', 0],
  ])('measures %j as %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});
