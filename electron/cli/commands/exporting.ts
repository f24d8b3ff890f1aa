import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import {
  type ExportPlan,
  type ExportRequest,
  type ExportResult,
  exportRequestSchema,
  type Launch,
  type Target,
} from '#shared/model/delivery.ts';
import { otherUses, usesInWords } from '#shared/model/other-uses.ts';
import { splitCommand } from '#shared/text/command-line.ts';
import { NEXT_COMMIT } from '#shared/text/git.ts';
import type { CommandContext } from '../context.ts';
import { diffText } from '../diff-text.ts';
import { given, pairs, parseInput, refuseLater } from '../input.ts';
import { splitKeyWord } from '../key-word.ts';
import { printable } from '../printable.ts';
import { exportShape } from '../shapes.ts';
import { fields } from '../table.ts';
import { assertPrinted, printDocument } from './export-document.ts';
import { withOptions } from './export-options.ts';
import { askAboutPackages, tellOfPackages } from './package-check.ts';
import { entryOf, fileFields, fileOf, placeOf, referenceOf, targetNamed } from './plan-text.ts';

export interface ExportOptions {
  readonly env: string;
  readonly key: readonly string[];
  readonly as?: string;
  readonly set?: readonly string[];
  readonly option?: readonly string[];
  readonly server?: string;
  readonly command?: string;
  readonly url?: string;
  readonly header?: string;
  readonly query?: string;
  readonly mechanism?: string;
  readonly scope?: string;
  readonly file?: string;
  readonly connection?: string;
  readonly repo?: string;
  readonly dryRun?: boolean;
  readonly checkPackage?: boolean;
  readonly stdout?: boolean;
  readonly gitignore?: boolean;
}

const OPTIONS = {
  options: '--option',
  launch: '--command, or --url with --header,',
  'launch.url': '--url',
  'launch.header': '--header',
  call: '--url, --header or --query',
  'call.url': '--url',
  'call.header': '--header',
  'call.query': '--query',
  set: '--set',
  variable: 'The variable of --key',
  reference: '--as',
  connectionId: '--connection',
};

export async function exportKey(
  context: CommandContext,
  target: string,
  options: ExportOptions,
): Promise<void> {
  const services = await context.services();
  const wanted = targetNamed(services, target);
  if (options.stdout === true) assertPrinted(options);
  const request = readRequest(services, wanted, options);
  await services.delivering.recover();
  const unfound =
    options.checkPackage === true ? await tellOfPackages(context, services, wanted, request) : [];
  if (options.stdout === true) return withOptions(printDocument(context, services, request));
  const plan = await withOptions(services.delivering.plan(request));
  const isIgnored = options.gitignore === true && plan.ignorable !== null;
  const warnings = plan.warnings.filter((warning) => !isIgnored || warning !== NEXT_COMMIT);
  for (const warning of [...secondTool(services, request, plan), ...warnings])
    context.tell(printable(warning));
  if (plan.ignorable !== null && !isIgnored)
    context.tell(printable(`To keep it out of git: --gitignore adds it to ${plan.ignorable}.`));
  if (options.dryRun === true) {
    context.show(plan, () => textOf(wanted, plan));
    if (isIgnored)
      context.tell(printable(`It would be added to ${plan.ignorable}, so that git leaves it out.`));
    return;
  }
  await askAboutPackages(context, unfound);
  const exporting = services.delivering.export(plan.plan, { ignored: options.gitignore === true });
  const result = await withOptions(exporting);
  context.show(exportShape(result), () =>
    fields({
      ...placeOf(wanted, result),
      ...entryOf(wanted, plan),
      Mechanism: plan.mechanism,
      ...referenceOf(plan),
      Delivery: result.delivery,
      Change: result.change,
    }),
  );
  if (wanted.kind === 'file' && plan.mechanism === 'input')
    context.tell(`To copy the key by command: keyrack key copy ${request.keyId}`);
  if (isIgnored) context.tell(printable(`Added it to ${plan.ignorable}, so that git leaves it out.`));
  context.tell(`To take it back: keyrack ${undoWords(request, result)}`);
}

function undoWords({ connectionId }: ExportRequest, { delivery }: ExportResult): string {
  // What stood there before is told by no store, so an undo would be refused.
  if (connectionId !== undefined) return `unexport ${delivery}`;
  return 'undo';
}

function secondTool(services: Services, { keyId }: ExportRequest, plan: ExportPlan): string[] {
  const key = services.keys.get(keyId);
  const uses = otherUses(key, plan);
  if (uses.length === 0) return [];
  const places = usesInWords(uses, ({ target, file }) => `${target} (${file})`);
  return [
    `The key "${key.name}" is in use by ${places}. One key, one tool: a key of its own can be revoked without breaking the other.`,
  ];
}

function readRequest(services: Services, target: Target, options: ExportOptions): ExportRequest {
  refuseOthersOptions(target, options);
  const environmentId = services.environments.find(options.env).id;
  const [word = '', ...more] = options.key;
  if (more.length > 0) {
    refuseLater(
      { 'A second --key': more },
      target.takes !== 'variable'
        ? `Deliver one key in one entry to ${target.id}; the others with --server NAME.`
        : 'Export the others one by one.',
    );
  }
  const { keyId, variable } = findKey(services, word, environmentId);
  const input = given({
    target: target.id,
    environmentId,
    keyId,
    variable,
    server: options.server,
    ...(target.takes === 'service' ? { call: readCall(options) } : { launch: readLaunch(options) }),
    set: options.set === undefined ? undefined : setOf(options.set),
    options: options.option,
    mechanism: options.mechanism,
    reference: options.as,
    scope: options.scope,
    file: target.kind === 'file' ? fileOf(target, options) : undefined,
    repository: options.repo,
    connectionId:
      options.connection === undefined
        ? undefined
        : services.connections.find(options.connection, environmentId).id,
  });
  return given(parseInput(exportRequestSchema, input, OPTIONS));
}

/** An empty value leaves a variable of the service's own out. */
function setOf(words: readonly string[]): Record<string, string | null> {
  const named = Object.entries(pairs(words, '--set'));
  return Object.fromEntries(named.map(([name, value]) => [name, value === '' ? null : value]));
}

interface Foreign {
  readonly options: Readonly<Record<string, unknown>>;
  readonly why: string;
  readonly next: string;
}

/** What another kind of target takes is no mistake to be passed over: nothing of it would be done. */
function refuseOthersOptions(target: Target, options: ExportOptions): void {
  const foreign = foreignTo(target, options);
  const given = Object.entries(foreign.options).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  throw new AppError('invalid-input', { message: `${given[0]} ${foreign.why}`, next: foreign.next });
}

function foreignTo(target: Target, options: ExportOptions): Foreign {
  return target.kind === 'api' ? foreignToStore(target, options) : foreignToFile(target, options);
}

function foreignToStore({ name }: Target, options: ExportOptions): Foreign {
  const { server, command, url, header, query, set, option, scope, file } = options;
  return {
    options: {
      ...{ '--server': server, '--command': command, '--url': url, '--header': header, '--query': query },
      ...{ '--set': set, '--option': option, '--as': options.as, '--scope': scope, '--file': file },
      '--gitignore': options.gitignore,
    },
    why: `is for a file or a server, and ${name} has neither.`,
    next: 'Leave it out; the place is named by --repo owner/repository[:environment], the variable by --key K=VAR.',
  };
}

function foreignToFile({ takes, name }: Target, options: ExportOptions): Foreign {
  const { repo } = options;
  if (repo !== undefined) {
    return {
      options: { '--repo': repo },
      why: `is for a store at a service, and ${name} has a file.`,
      next: 'Leave it out; another file is named by --file.',
    };
  }
  const { server, command, url, header, query, set, option } = options;
  switch (takes) {
    case 'variable':
      return {
        options: {
          '--server': server,
          '--command': command,
          '--url': url,
          '--header': header,
          '--query': query,
        },
        why: `is for a server, and ${name} takes a variable alone.`,
        next: 'Leave it out; the variable is named by --key K=VAR.',
      };
    case 'service':
      return {
        options: { '--command': command, '--set': set, '--option': option },
        why: `is for a server that is started, and ${name} calls the key’s service.`,
        next: 'Leave it out; the address is named by --url.',
      };
    case 'server':
      return {
        options: { '--query': query },
        why: `is for n8n, Make and Zapier; ${name} takes the key in a header.`,
        next: 'Leave it out; the header is named by --header.',
      };
  }
}

function findKey({ keys }: Services, word: string, environmentId: string) {
  const { key, variable } = splitKeyWord(keys.list(), word);
  return { keyId: keys.find(key, environmentId).id, variable: variable ?? undefined };
}

/** Absent parts are the connection's own address, and the service's own header. */
function readCall({ url, header, query }: ExportOptions): ExportRequest['call'] {
  return given({ url, header, query });
}

function readLaunch({ command, url, header }: ExportOptions): Launch | undefined {
  if (command !== undefined && url !== undefined) {
    throw new AppError('invalid-input', {
      message: '--command and --url exclude each other.',
      next: 'Give the one that the program shall use.',
    });
  }
  if (header !== undefined && url === undefined) {
    throw new AppError('invalid-input', {
      message: '--header belongs to a server that is reached by a URL.',
      next: 'Give its address with --url.',
    });
  }
  if (command !== undefined) return { command: [...wordsIn(command)] };
  return url === undefined ? undefined : given({ url, header });
}

function wordsIn(command: string): readonly string[] {
  const split = splitCommand(command);
  switch (split.state) {
    case 'words':
      return split.words;
    case 'empty':
      throw new AppError('invalid-input', { message: 'The command is empty.', next: USAGE });
    case 'open-quote':
      throw new AppError('invalid-input', {
        message: `A ${split.quote} in the command is not closed.`,
        next: USAGE,
      });
    case 'operator':
      throw new AppError('invalid-input', {
        message: `"${split.operator}" belongs to a shell, and the command is not run by one.`,
        next: 'Name one program and its arguments; put the operator in quotes where it is meant as an argument.',
      });
  }
}

const USAGE = 'Write it as for a shell, such as --command "npx -y some-server".';

function textOf(target: Target, plan: ExportPlan): string {
  const others = plan.companions.flatMap(({ file, diff }) => [
    '',
    `With it: ${printable(file)}`,
    '',
    diffText(diff),
  ]);
  return [fields(fileFields(target, plan)), '', diffText(plan.diff), ...others].join('\n');
}
