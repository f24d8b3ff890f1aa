import { type ExportRequest, type Mechanism, serverNameSchema, type Target } from '#shared/model/delivery.ts';
import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Provider } from '#shared/model/provider.ts';
import { defaultServerName } from '#shared/model/server-name.ts';
import { variableSchema } from '#shared/model/text-fields.ts';
import { type CommandWords, joinCommand, splitCommand } from '#shared/text/command-line.ts';

export interface ExportForm {
  readonly target: string;
  readonly server: string;
  readonly command: string;
  readonly variable: string;
  /** null: the best that is possible. */
  readonly mechanism: Mechanism | null;
  readonly file: string;
}

/** What is said of a command that cannot be split. */
type CommandProblems = Readonly<Record<Exclude<CommandWords['state'], 'words'>, string>>;

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
export function problemsOf(form: ExportForm, commandWords: CommandProblems): ExportProblems {
  const problems: ExportProblems = {};
  const server = serverNameSchema.safeParse(form.server);
  if (!server.success) problems.server = server.error.issues[0]?.message ?? '';
  const variable = variableSchema.safeParse(form.variable);
  if (!variable.success) problems.variable = variable.error.issues[0]?.message ?? '';
  const command = splitCommand(form.command);
  if (command.state !== 'words') problems.command = commandWords[command.state];
  return problems;
}

/** @returns what main plans by; null while the command cannot be parted into words */
export function requestOf(form: ExportForm, key: Key, target: Target | null): ExportRequest | null {
  const command = splitCommand(form.command);
  if (command.state !== 'words') return null;
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
