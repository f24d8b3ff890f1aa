import { type ParseError, parseTree } from 'jsonc-parser';
import { AppError } from '#core/errors.ts';
import type { ManifestReader, ProviderPlugin } from '#core/ports/provider.ts';
import { isDeeper } from '../http/json.ts';
import { LIMITS } from '../http/limits.ts';
import { issuesOf } from './issue-words.ts';
import { contradictions, type Issue } from './manifest/contradictions.ts';
import { type Manifest, manifestSchema } from './manifest/index.ts';
import { createProvider, type EngineOptions } from './provider.ts';

const MAX_CHARACTERS = 256_000;

type Read = { readonly issues: readonly Issue[] } | { readonly manifest: Manifest; readonly text: string };

const faulty = (message: string, path = ''): Read => ({ issues: [{ path, message }] });

/** Where a text stops being JSON. The platform's own message is no use: it quotes the text, and seldom says where. */
function placeIn(text: string): string {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const before = text.slice(0, errors[0]?.offset ?? text.length).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function parse(text: string): { readonly data: unknown } | { readonly fault: Read } {
  if (text.length > MAX_CHARACTERS) {
    return { fault: faulty(`It is longer than ${MAX_CHARACTERS.toLocaleString('en')} characters.`) };
  }
  // What follows walks the document by recursion.
  if (isDeeper(text, LIMITS.maxDepth)) {
    return { fault: faulty(`It is nested deeper than ${LIMITS.maxDepth} levels.`) };
  }
  try {
    return { data: JSON.parse(text) };
  } catch {
    return { fault: faulty(`It is not JSON: see ${placeIn(text)}.`) };
  }
}

/** SECURITY: only Keyrack says what Keyrack itself runs: such a host would get a credential minted for it. */
const builtIn = (manifest: Manifest): readonly Issue[] =>
  manifest.hosts.flatMap(({ kind }, at) =>
    kind === 'built-in' ? [{ path: `hosts.${at}.kind`, message: 'Use fixed, template or user.' }] : [],
  );

function read(text: string): Read {
  const parsed = parse(text);
  if ('fault' in parsed) return parsed.fault;
  const { data, error } = manifestSchema.safeParse(parsed.data, { reportInput: true });
  if (error !== undefined) return { issues: issuesOf(error) };
  const issues = [...contradictions(data), ...builtIn(data)];
  return issues.length > 0 ? { issues } : { manifest: data, text: JSON.stringify(parsed.data, null, 2) };
}

/** Turns the user's own manifests into providers. */
export function createManifestReader(options: EngineOptions): ManifestReader {
  const plugin = (manifest: Manifest, text: string): ProviderPlugin =>
    createProvider(manifest, options, { custom: true, text });
  return {
    check: (text) => {
      const result = read(text);
      return 'issues' in result
        ? { issues: [...result.issues], provider: null }
        : { issues: [], provider: plugin(result.manifest, result.text).summary };
    },
    read: (text) => {
      const result = read(text);
      if ('manifest' in result) return plugin(result.manifest, result.text);
      const [first = { path: '', message: 'It cannot be used.' }] = result.issues;
      throw new AppError('invalid-input', {
        message: `This manifest cannot be used: ${first.path === '' ? '' : `${first.path}: `}${first.message}`,
        next: 'Correct it, then try again.',
        field: 'manifest',
      });
    },
  };
}
