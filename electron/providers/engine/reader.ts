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

/** V8 tells where a text stops being JSON; the rest of its message quotes the text. */
function placeIn(error: unknown): string {
  const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null;
  return place === null ? '' : ` See line ${place[1]}, column ${place[2]}.`;
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
  } catch (error) {
    return { fault: faulty(`It is not JSON.${placeIn(error)}`) };
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
