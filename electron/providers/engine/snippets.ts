import type { SnippetQuestion } from '#core/ports/provider.ts';
import type { Snippet } from '#shared/model/key.ts';
import type { Manifest } from './manifest/index.ts';
import { withDefaults } from './params.ts';

/** How a program uses the key: the host and the variable are filled in, never the value. */
export function snippetsOf(
  manifest: Manifest,
  { baseUrl, variable, params }: SnippetQuestion,
): readonly Snippet[] {
  const values = withDefaults(manifest, params);
  const known: Readonly<Record<string, string>> = {
    base: baseUrl,
    host: URL.parse(baseUrl)?.host ?? '',
    variable,
  };
  const valueFor = (whole: string, name: string): string => {
    if (name.startsWith('param.'))
      return values[name.slice('param.'.length)] ?? `<${name.slice('param.'.length)}>`;
    return Object.hasOwn(known, name) ? (known[name] ?? whole) : whole;
  };
  return manifest.snippets.map(({ id, title, text }) => ({
    id,
    title,
    text: text.replace(/\{(host|base|variable|param\.[A-Za-z0-9]+)\}/g, valueFor),
  }));
}
