import * as z from 'zod/mini';

/** What `npm view --json PACKAGE name version` prints: one version, or those that fit a range (npm 11, lib/commands/view.js). */
const versionSchema = z.object({ name: z.string(), version: z.string() });
/** What it prints where it failed (npm 11, lib/utils/output-error.js). */
const failureSchema = z.object({
  error: z.object({ code: z.string(), summary: z.optional(z.string()) }),
});

/** @returns the versions of that package; none where it is no such answer */
export function npmVersions(output: string, name: string): readonly string[] {
  const answer = parsed(output);
  const rows = (Array.isArray(answer) ? answer : [answer]).map((row) => z.safeParse(versionSchema, row).data);
  const versions = rows.flatMap((row) => (row?.name === name ? [row.version] : []));
  return versions.length === rows.length ? versions : [];
}

/** @returns the code by which npm names a failure, empty where it names none, and its words */
export function npmFailure(
  output: string,
  errors: string,
): { readonly code: string; readonly summary: string } {
  const { data } = z.safeParse(failureSchema, parsed(output));
  return {
    code: data?.error.code ?? /^npm (?:ERR!|error) code (\S+)/m.exec(errors)?.[1] ?? '',
    summary: data?.error.summary ?? errors,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
