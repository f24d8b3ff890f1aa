import type { Key } from '#shared/model/key.ts';
import { newId } from './world.ts';

const NAMES = [
  'مفتاح الإنتاج القديم',
  'abc\u200bdef\u200d\u200cghi',
  '🔑'.repeat(120),
  'W'.repeat(120),
  'عربي and English עברית mixed 123',
  'Z\u0351\u036b\u0343a\u0363\u0340l\u0348\u034ag\u0321\u0344o',
  'twins',
  'twins',
  'twins',
];

/** Keys like one, with names that pull a table apart, and with more scopes than anybody reads. */
export const hostileKeys = (key: Key): Key[] =>
  NAMES.map((name, index) => ({
    ...key,
    id: newId(),
    name,
    description: name,
    tags: [name.slice(0, 40), 'second'],
    variable: `A_VARIABLE_WITH_A_NAME_THAT_IS_LONGER_THAN_ITS_COLUMN_${index}`,
    scopes: Array.from({ length: 1_000 }, (_, scope) => `scope:${scope}`),
  }));
