import type { AdoptionPlan, AdoptRequest } from '#shared/model/adoption.ts';
import type { Environment } from '#shared/model/environment.ts';
import { defaultReference } from '#shared/model/server-name.ts';
import { admit } from '../delivering/admission.ts';
import { diffLines } from '../delivering/diff.ts';
import { inFile } from '../delivering/document.ts';
import { gitRisk } from '../delivering/ignoring.ts';
import { modeFor, modeText } from '../delivering/modes.ts';
import { maskedBut, ownLines } from '../delivering/own-lines.ts';
import { pathsTo } from '../delivering/place.ts';
import { assertReferenced, sameName } from '../delivering/request.ts';
import { type Rewritten, rewriteEntry } from '../delivering/rewriting.ts';
import { assertOwnReference } from '../delivering/safety.ts';
import { warningsOf } from '../delivering/warnings.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { type Entry, type JsonValue, MASK, type ServerLaunch } from '../ports/exporter.ts';
import type { DeliveryRecord } from '../ports/ledger.ts';
import { assertLiteral, chooseDelivery, chooseFinding } from './choosing.ts';
import type { AdoptingDeps } from './deps.ts';
import { deliveryAt, type Finding, findingsIn, type Opened, openPlace } from './finding.ts';
import { suggestedVariable, usableName } from './names.ts';

/** A plan and what it was made on. */
export interface AdoptionDraft {
  readonly plan: AdoptionPlan;
  readonly opened: Opened;
  readonly finding: Finding;
  readonly entry: Entry;
  readonly environmentId: string;
  readonly deliveryId: string;
  /** The line is a delivery already, which is taken out. */
  readonly isDelivered: boolean;
  readonly mode: number;
  /** The entry as it is then; the document with it; null: the line is still to go. */
  readonly after: JsonValue;
  readonly text: string;
  readonly sameValue: boolean;
}

/** Shows what an adoption would do; writes and keeps nothing. */
export async function draftAdoption(deps: AdoptingDeps, request: AdoptRequest): Promise<AdoptionDraft> {
  const environment = getRow('environment', deps.ledger.environments, request.environmentId);
  const opened = await openPlace(deps, request);
  const { exporter, document, scope } = opened;
  if (document.snapshot.bytes === null) throw noFile(document.snapshot.path);
  const removed = request.remove === true;
  const findings = findingsIn(deps, opened, { withOwn: removed });
  const finding = chooseFinding(findings, opened, request);
  assertRemovable(opened, request);
  const key = await keyFor(deps, finding, environment, request);
  const own = deliveryAt(deps, exporter, document, finding.entry);
  if (own !== null && own.keyId !== key.id) throw ofAnotherKey(deps, own);
  const deliveryId = own?.id ?? deps.newId();
  const wanted = { request, environment, keyId: key.id, delivery: deliveryId };
  const { entry, after, choices } = entryFor(deps, opened, finding, wanted);
  await assertLiteral(opened, finding, entry);
  assertOwnReference(deps.ledger, entry, exporter.keepsName?.(entry.launch));
  const { path: file, realPath: realFile, mode: modeNow } = document.snapshot;
  const rewritten = inFile(file, () =>
    rewriteEntry(exporter.editor, document.text, exporter.path(finding.entry), {
      before: finding.value,
      after,
    }),
  );
  const { mechanism, variable } = entry;
  const paths = await pathsTo(deps, document.snapshot);
  const mode = modeFor(deps.ledger, document.snapshot, { paths, deliveryId, scope, mechanism });
  const shown = removed
    ? exporter.editor.remove(document.text, exporter.path(finding.entry))
    : rewritten.text;
  const git = mechanism === 'inline' ? await gitRisk(deps, realFile) : 'none';
  const plan: AdoptionPlan = {
    plan: deps.newId(),
    target: exporter.id,
    file,
    realFile,
    server: finding.entry,
    variable,
    mechanism,
    removed,
    reference: mechanism === 'reference' ? entry.reference : null,
    choices: [...choices],
    key,
    modeBefore: modeNow === null ? null : modeText(modeNow),
    modeAfter: modeText(mode),
    diff: inFile(file, () => diffOf(opened, entry, shown)),
    companions: [],
    // The value stood there before.
    ignorable: null,
    warnings: [
      ...(removed ? [] : await warningsOf(deps, { ...opened, entry, existing: null, temporary: [], git })),
      ...aboutRest(findings, finding, rewritten),
      ...aboutVariable(opened, entry, removed),
    ],
  };
  const environmentId = environment.id;
  const sameValue = request.sameValue === true;
  const { text } = rewritten;
  const written = { deliveryId, isDelivered: own !== null, mode, after, text };
  return { plan, opened, finding, entry, environmentId, ...written, sameValue };
}

/** What is theirs is masked by where it stands; what Keyrack puts in is shown. */
function diffOf({ exporter, document }: Opened, entry: Entry, after: string) {
  if (entry.mechanism === 'inline') {
    return diffLines(exporter.editor.mask(document.text, null), exporter.editor.mask(after, null));
  }
  const value = exporter.render({ ...entry, launch: withoutTheirs(entry.launch) }, () => MASK);
  const own = ownLines(exporter, document, { ...entry, value });
  return diffLines(maskedBut(own, exporter, document.text), maskedBut(own, exporter, after));
}

/** SECURITY: words of their command and their URL may hold further secrets. */
const withoutTheirs = (launch: ServerLaunch | null): ServerLaunch | null => {
  if (launch === null) return null;
  return 'url' in launch ? { ...launch, url: 'https://example.com' } : { command: ['server'] };
};

const noFile = (file: string) =>
  new AppError('not-found', {
    message: `There is no file ${file}.`,
    next: 'Name the file that holds the secret.',
    field: 'file',
  });

/** What stands in the line is not what the delivery brought, or the key of another environment was meant. */
function ofAnotherKey({ ledger }: AdoptingDeps, { id, keyId, server, file }: DeliveryRecord): AppError {
  const key = ledger.keys.get(keyId);
  const environment = ledger.environments.get(key?.environmentId ?? '')?.name;
  return new AppError('conflict', {
    message: `"${server}" of ${file} delivers the key "${key?.name ?? keyId}"${environment === undefined ? '' : ` of ${environment}`}, and another value or environment is meant.`,
    next: `Put its value back: keyrack targets restore ${id}. Or name the environment of the key.`,
  });
}

function assertRemovable({ exporter }: Opened, { remove, mechanism }: AdoptRequest): void {
  if (remove !== true) return;
  if (exporter.takes === 'variable' && (mechanism ?? 'inline') === 'inline') return;
  throw new AppError('invalid-input', {
    message: 'Only a line of a file of variables can be taken out, and then it is delivered by no mechanism.',
    next: 'Leave out --remove, or the mechanism.',
    field: 'remove',
  });
}

/** A key that has this value in this environment is taken again: two keys of one value would have to be replaced together. */
async function keyFor(
  deps: AdoptingDeps,
  { entry, plaintext }: Finding,
  environment: Environment,
  { name }: AdoptRequest,
): Promise<AdoptionPlan['key']> {
  const held = (await deps.holders(plaintext.secret)).find(
    ({ environmentId }) => environmentId === environment.id,
  );
  if (held === undefined) {
    const given = plaintext.place === 'header' ? entry : plaintext.name;
    return { id: deps.newId(), name: name ?? usableName(given, suggestedVariable(given)), isNew: true };
  }
  admit(deps.ledger, { keyId: held.id, environmentId: environment.id }, deps.clock.now());
  return { id: held.id, name: held.name, isNew: false };
}

interface For {
  readonly request: AdoptRequest;
  readonly environment: Environment;
  readonly keyId: string;
  readonly delivery: string;
}

function entryFor(
  deps: AdoptingDeps,
  { exporter, adoption, document }: Opened,
  { entry: server, value, plaintext }: Finding,
  { request, environment, keyId, delivery }: For,
) {
  const launch = launchFor(adoption.launch(value), plaintext.header);
  const choices = exporter.choices(launch);
  const isHeader = plaintext.place === 'header';
  const variable = request.variable ?? (isHeader ? suggestedVariable(server) : plaintext.name);
  if (!isHeader && variable !== plaintext.name) {
    throw new AppError('invalid-input', {
      message: `The program reads ${plaintext.name}, which an adoption does not change.`,
      next: 'Leave the variable out.',
      field: 'variable',
    });
  }
  const keepsName = exporter.keepsName?.(launch) === true;
  const reference = request.reference ?? defaultReference(variable, environment);
  const entryBy = (mechanism: Entry['mechanism']): Entry => ({
    server,
    keyId,
    delivery,
    variable,
    set: {},
    launch,
    reference: keepsName ? variable : reference,
    mechanism,
    launcher: mechanism === 'launcher' || mechanism === 'helper' ? deps.launcher() : [],
    platform: deps.machine.platform,
    file: document.snapshot.path,
  });
  const { mechanism, after } = chooseDelivery(exporter, choices, request.mechanism, (by) =>
    adoption.deliver(value, plaintext, entryBy(by)),
  );
  assertReferenced(request, mechanism);
  if (keepsName) sameName(exporter, request, variable);
  return { entry: entryBy(mechanism), after, choices };
}

/** Of several headers the one that is meant. */
const launchFor = (
  launch: ServerLaunch | null,
  header: Finding['plaintext']['header'],
): ServerLaunch | null =>
  launch !== null && 'url' in launch && header !== null ? { ...launch, header } : launch;

function aboutRest(
  findings: readonly Finding[],
  { entry, plaintext }: Finding,
  { whole }: Rewritten,
): string[] {
  const rest = findings.filter((each) => each.entry === entry && each.plaintext !== plaintext);
  const names = rest.map((each) => each.plaintext.name).join(', ');
  return [
    ...(rest.length > 0
      ? [`Other secrets stay in this entry in the clear, as one entry delivers one key: ${names}.`]
      : []),
    ...(whole ? ['The entry is written anew as a whole: comments inside it go, and come back by undo.'] : []),
  ];
}

function aboutVariable(
  { exporter }: Opened,
  { keyId, variable, mechanism }: Entry,
  removed: boolean,
): string[] {
  if (exporter.takes !== 'variable' || mechanism !== 'inline') return [];
  const start = `keyrack exec --key ${keyId}=${variable} -- <command>`;
  return removed
    ? [`Nothing sets ${variable} any more. Start the program by: ${start}`]
    : [
        `The value still stands in this file; Keyrack now knows of it. To take it out: --remove, and start the program by: ${start}`,
      ];
}
