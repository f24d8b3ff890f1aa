import type { DiffLine, ExportPlan, ExportRequest } from '#shared/model/delivery.ts';
import { AppError } from '../../errors.ts';
import { MASK } from '../../ports/exporter.ts';
import type { DeliveryRecord, Ledger } from '../../ports/ledger.ts';
import type { PlaceExporter } from '../../ports/place-exporter.ts';
import { admit } from '../admission.ts';
import { variableOf } from '../request.ts';
import { type PlaceDeps, placeExporterOf } from './deps.ts';

/** A plan and what it was made on. */
export interface PlaceDraft {
  readonly plan: ExportPlan;
  readonly exporter: PlaceExporter;
  readonly place: string;
  /** What the secret is called there. */
  readonly name: string;
  readonly keyId: string;
  readonly environmentId: string;
}

/** Shows what an export would do. Starts no program, asks no service, opens no secret. */
export function draftPlace(deps: PlaceDeps, request: ExportRequest): PlaceDraft {
  const { key, environment } = admit(deps.ledger, request, deps.clock.now());
  const exporter = placeExporterOf(deps.places, request.target);
  assertFits(exporter, request);
  const place = placeIn(exporter, request);
  const name = variableOf(request, key);
  const problem = exporter.nameProblem(name);
  if (problem !== null) {
    const message = `${exporter.name} takes no secret of the name "${name}".`;
    throw new AppError('invalid-input', { message, next: problem, field: 'variable' });
  }
  const own = ownAt(deps.ledger, { target: exporter.id, place, name, keyId: key.id });
  const plan: ExportPlan = {
    plan: deps.newId(),
    target: exporter.id,
    file: place,
    realFile: place,
    server: name,
    mechanism: 'input',
    reference: null,
    choices: [...exporter.choices],
    modeBefore: null,
    modeAfter: null,
    diff: linesOf(name, own !== null),
    companions: [],
    ignorable: null,
    warnings: [...exporter.warnings],
  };
  return { plan, exporter, place, name, keyId: key.id, environmentId: environment.id };
}

function linesOf(name: string, isThere: boolean): DiffLine[] {
  const text = `${name} = ${MASK}`;
  const added: DiffLine = { kind: 'added', text, line: 1 };
  return isThere ? [{ kind: 'removed', text, line: 1 }, added] : [added];
}

const OF_FILES = ['server', 'launch', 'call', 'set', 'options', 'reference', 'scope', 'file'] as const;

function assertFits({ name, choices }: PlaceExporter, request: ExportRequest): void {
  const foreign = OF_FILES.find((each) => request[each] !== undefined);
  if (foreign !== undefined) {
    throw new AppError('invalid-input', {
      message: `${name} takes a variable alone, and has no file.`,
      next: 'Leave what belongs to a file or a server out.',
      field: foreign,
    });
  }
  const { mechanism = 'input' } = request;
  const asked = choices.find((choice) => choice.mechanism === mechanism);
  if (asked?.possible === true) return;
  throw new AppError('forbidden-by-rule', {
    message: `${name} cannot take a key by ${mechanism}. ${asked?.reason ?? ''}`.trim(),
    next: 'Choose: input.',
    field: 'mechanism',
  });
}

function placeIn(exporter: PlaceExporter, { repository }: ExportRequest): string {
  const place = repository === undefined ? null : exporter.placeOf(repository);
  if (place !== null) return place;
  throw new AppError('invalid-input', {
    message:
      repository === undefined
        ? `Which repository is meant is not known to ${exporter.name}.`
        : `"${repository}" is no repository for ${exporter.name}.`,
    next: exporter.placeSyntax,
    field: 'repository',
  });
}

interface Wanted {
  readonly target: string;
  readonly place: string;
  readonly name: string;
  readonly keyId: string;
}

/** @returns our delivery that stands there already. @throws AppError forbidden-by-rule where it carries another key */
export function ownAt(ledger: Ledger, { target, place, name, keyId }: Wanted): DeliveryRecord | null {
  const own = ledger.deliveries
    .list()
    .find((row) => row.target === target && row.file === place && row.variable === name);
  if (own === undefined || own.keyId === keyId) return own ?? null;
  const other = ledger.keys.get(own.keyId)?.name ?? own.keyId;
  throw new AppError('forbidden-by-rule', {
    message: `The secret "${name}" in ${place} carries the key "${other}" already.`,
    next: 'Choose another variable. Or take that export back first.',
    field: 'variable',
  });
}
