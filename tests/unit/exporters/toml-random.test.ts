import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { toml } from '../../../electron/exporters/editors/toml.ts';
import { broken, isWithin, RUNS, TIMEOUT_MS } from './json-documents.ts';
import { accepts } from './refused.ts';
import { document, entry, isBlank, isOthersToml, isToml, key } from './toml-documents.ts';

const PATH = ['mcp_servers', 'ours'];

test(
  'in any document, only our entry changes, twice is once, and out again gives the same bytes',
  () => {
    fc.assert(
      fc.property(document, entry, entry, (before, first, second) => {
        if (toml.read(before, PATH) !== undefined) return;
        const added = toml.put(before, PATH, first);
        expect(toml.read(added, PATH)).toEqual(first);
        expect(isWithin(before, added)).toBe(true);
        expect(toml.put(added, PATH, first)).toBe(added);
        expect(toml.remove(added, PATH)).toBe(before);
        const changed = toml.put(added, PATH, second);
        expect(toml.read(changed, PATH)).toEqual(second);
        expect(toml.remove(changed, PATH)).toBe(before);
        expect(isToml(changed)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'any entry goes alone, or the file is refused',
  () => {
    fc.assert(
      fc.property(document, key, (before, name) => {
        const [top = ''] = Object.keys(parse(`${name}=1`));
        for (const path of [[top], ['mcp_servers', top], ['list', top]]) {
          if (!accepts(() => toml.read(before, path))) continue;
          if (!accepts(() => toml.remove(before, path))) continue;
          const left = toml.remove(before, path);
          expect(toml.read(left, path)).toBeUndefined();
          expect(isWithin(left, before)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test(
  'what another parser refuses is refused',
  () => {
    const texts = broken(document, ['', ',', '"', "'''", ']', '[', '=', '0', '#', '\0', '\r', '{', '\n']);
    fc.assert(
      fc.property(texts, (changed) => {
        if (!isBlank(changed) && accepts(() => toml.mask(changed, null))) {
          expect(isOthersToml(changed)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);
