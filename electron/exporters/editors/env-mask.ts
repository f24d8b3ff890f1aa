import { MASK } from '#core/ports/exporter.ts';
import { commentLooksSecret, looksSecret } from '#shared/text/secret-looks.ts';

/** A comment for people's eyes: variables that were taken out of use are as secret as the others. */
export function maskedComment(text: string): string {
  const [head, name = ''] = /^\s*#\s*(?:export\s+)?([\w.-]+)\s*[=:]/.exec(text) ?? [];
  if (head !== undefined && isName(name)) return head.length === text.length ? text : head + MASK;
  return commentLooksSecret(text.replace(/^\s*#+/, '')) ? `# ${MASK}` : text;
}

/** A line of a key that somebody pasted over several can look like a name as well. */
export function isName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) || !looksSecret(name);
}
