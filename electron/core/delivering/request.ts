import type { ExportRequest, Launch, Mechanism, MechanismChoice } from '#shared/model/delivery.ts';
import { serverOf } from '#shared/model/mcp-server.ts';
import type { Provider } from '#shared/model/provider.ts';
import { defaultReference, defaultServerName } from '#shared/model/server-name.ts';
import { DEFAULT_HEADER, parseHeader } from '#shared/text/header-template.ts';
import { AppError } from '../errors.ts';
import type { FileExporter, ServerLaunch, ServiceCall } from '../ports/exporter.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { Admitted } from './admission.ts';
import { assertFits, callOf } from './call.ts';
import type { DeliveringDeps } from './deps.ts';
import { aroundOf, variablesOf } from './variables.ts';

/** What the request leaves open, filled in. */
export interface Resolved {
  readonly variable: string;
  readonly server: string;
  readonly launch: ServerLaunch | null;
  readonly call?: ServiceCall;
  readonly reference: string;
  readonly set: Readonly<Record<string, string>>;
  /** `set` as it is after a while, where a part of it stands for that long alone; null: it stays. */
  readonly lasting: Readonly<Record<string, string>> | null;
  readonly mechanism: Mechanism;
  readonly choices: readonly MechanismChoice[];
}

/** @throws AppError invalid-input (with the field), forbidden-by-rule */
export function resolve(
  deps: DeliveringDeps,
  exporter: FileExporter,
  request: ExportRequest,
  of: Admitted,
): Resolved {
  assertFits(exporter, request);
  const connection = of.key.connectionId === null ? null : deps.ledger.connections.get(of.key.connectionId);
  const provider = connection === null ? null : deps.provider(connection.provider);
  if (exporter.takes === 'service') return resolveCall(deps, exporter, request, of, provider);
  const isServer = exporter.takes === 'server';
  const launch = isServer ? completed(request.launch ?? defaultLaunch(provider, of.key), provider) : null;
  const server =
    launch !== null && 'command' in launch ? serverOf(provider?.servers ?? [], launch.command) : null;
  const choices = exporter.choices(launch);
  const variable = variableOf(request, of.key);
  const mechanism = chooseMechanism(exporter, choices, request.mechanism);
  assertReferenced(request, mechanism);
  const keepsName = mechanism === 'reference' && exporter.keepsName?.(launch) === true;
  const name =
    request.server ?? defaultServerName(provider?.id ?? of.key.name, of.environment, server?.purpose ?? null);
  return {
    variable,
    launch,
    ...variablesOf(request, { variable, launch, server, around: aroundOf(connection, of.environment) }),
    choices,
    server: isServer ? name : variable,
    reference: keepsName
      ? sameName(exporter, request, variable)
      : (request.reference ?? defaultReference(variable, of.environment)),
    mechanism,
  };
}

/** A call names no variable: what the key's own is says whose key it is. */
function resolveCall(
  deps: DeliveringDeps,
  exporter: FileExporter,
  request: ExportRequest,
  { key, environment }: Admitted,
  provider: Provider | null,
): Resolved {
  const choices = exporter.choices(null);
  const mechanism = chooseMechanism(exporter, choices, request.mechanism);
  assertReferenced(request, mechanism);
  return {
    variable: request.variable ?? key.variable ?? '',
    server: request.server ?? defaultServerName(provider?.id ?? key.name, environment, null),
    launch: null,
    call: callOf(deps.ledger, request, key, provider),
    reference: '',
    set: {},
    lasting: null,
    mechanism,
    choices,
  };
}

/** A name that nothing is called by would be passed over in silence. */
export function assertReferenced(
  { reference }: Pick<ExportRequest, 'reference'>,
  mechanism: Mechanism,
): void {
  if (reference === undefined || mechanism === 'reference') return;
  throw new AppError('invalid-input', {
    message: `${reference} names a reference, and the key is delivered by ${mechanism}.`,
    next: 'Leave the reference out, or choose the mechanism reference.',
    field: 'reference',
  });
}

/** @throws AppError invalid-input where neither names one */
export function variableOf(request: Pick<ExportRequest, 'variable'>, key: KeyRow): string {
  const variable = request.variable ?? key.variable;
  if (variable !== null) return variable;
  throw new AppError('invalid-input', {
    message: `The key "${key.name}" has no variable, so the program would not find it.`,
    next: 'Name the variable that the program reads, such as API_KEY.',
    field: 'variable',
  });
}

export function sameName(
  { name }: Pick<FileExporter, 'name'>,
  { reference }: Pick<ExportRequest, 'reference'>,
  variable: string,
): string {
  if (reference === undefined || reference === variable) return variable;
  throw new AppError('invalid-input', {
    message: `${name} hands a variable on under its own name, so ${reference} would not become ${variable}.`,
    next: `Leave the reference out, or name it ${variable}.`,
    field: 'reference',
  });
}

function defaultLaunch(provider: Provider | null, key: KeyRow): Launch {
  const [first] = provider?.servers ?? [];
  if (first !== undefined) return { command: first.command };
  throw new AppError('invalid-input', {
    message: `No server is known for the key "${key.name}".`,
    next: 'Give the command that starts it, such as: npx -y <package>',
    field: 'launch',
  });
}

/** The header is the service's own where its manifest tells it. */
function completed(launch: Launch, provider: Provider | null): ServerLaunch {
  if ('command' in launch) return launch;
  const header = parseHeader(launch.header ?? provider?.header ?? DEFAULT_HEADER);
  if (header !== null) return { url: launch.url, header };
  throw new AppError('invalid-input', {
    message: 'The header has no place for the key.',
    next: `Write one header with {}, such as: ${DEFAULT_HEADER}`,
    field: 'launch',
  });
}

/** SECURITY: a value goes into a file only where `inline` was asked for, never because nothing else works (test: "never chooses inline by itself"). */
function chooseMechanism(
  exporter: FileExporter,
  choices: readonly MechanismChoice[],
  wanted: Mechanism | undefined,
): Mechanism {
  const best = choices.find(({ mechanism, possible }) => possible && mechanism !== 'inline');
  const asked = choices.find(({ mechanism }) => mechanism === wanted);
  if (wanted === undefined && best !== undefined) return best.mechanism;
  if (asked?.possible === true) return asked.mechanism;
  const reason = asked?.reason ?? choices.find(({ mechanism }) => mechanism === 'inline')?.reason ?? '';
  const possible = choices.filter((choice) => choice.possible).map(({ mechanism }) => mechanism);
  throw new AppError('forbidden-by-rule', {
    message: wanted === undefined ? reason : `${exporter.name} cannot take a key by ${wanted}. ${reason}`,
    next:
      possible.length > 0 ? `Choose: ${possible.join(', ')}.` : 'Choose another command or another target.',
    field: possible.length > 0 ? 'mechanism' : 'launch',
  });
}
