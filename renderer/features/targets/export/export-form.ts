import { type ExportRequest, type Mechanism, serverNameSchema, type Target } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { defaultServerName } from '#shared/model/server-name.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { joinCommand, splitCommand } from './command-line.ts';

export interface ExportForm {
  readonly target: string;
  readonly server: string;
  readonly command: string;
  readonly variable: string;
  /** null: the best that is possible. */
  readonly mechanism: Mechanism | null;
  readonly file: string;
}

export type ExportProblems = Partial<Record<'server' | 'command' | 'variable', string>>;

export function startForm(
  key: Key,
  around: { readonly provider: Provider | null; readonly environment: Environment | null },
  target: Target | null,
): ExportForm {
  return {
    target: target?.id ?? '',
    server:
      around.environment === null
        ? ''
        : defaultServerName(around.provider?.id ?? key.name, around.environment),
    command: joinCommand(around.provider?.mcp ?? []),
    variable: key.variable ?? around.provider?.variable ?? '',
    mechanism: null,
    file: target?.files[0] ?? '',
  };
}

/** What the page can tell is wrong before it asks main; main checks everything again. */
export function problemsOf(
  form: ExportForm,
  words: { readonly empty: string; readonly quote: string },
): ExportProblems {
  const problems: ExportProblems = {};
  const server = serverNameSchema.safeParse(form.server);
  if (!server.success) problems.server = server.error.issues[0]?.message ?? '';
  const variable = variableSchema.safeParse(form.variable);
  if (!variable.success) problems.variable = variable.error.issues[0]?.message ?? '';
  const command = splitCommand(form.command);
  if (command.state === 'problem') problems.command = command.problem === 'empty' ? words.empty : words.quote;
  return problems;
}

/** @returns what main plans by; null while the command cannot be parted into words */
export function requestOf(form: ExportForm, key: Key, target: Target | null): ExportRequest | null {
  const command = splitCommand(form.command);
  if (command.state === 'problem') return null;
  const file = form.file.trim();
  return {
    target: form.target,
    environmentId: key.environmentId,
    keyId: key.id,
    variable: form.variable,
    server: form.server,
    launch: { command: [...command.words] },
    ...(form.mechanism === null ? {} : { mechanism: form.mechanism }),
    // Main counts a file that is named as the user's own; the target's first file needs no naming.
    ...(file === '' || file === target?.files[0] ? {} : { file }),
  };
}
