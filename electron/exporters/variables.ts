import {
  type Editor,
  type Entry,
  type FileExporter,
  type JsonValue,
  MASK,
  type Machine,
} from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, type MechanismChoice } from '#shared/model/delivery.ts';
import { variableAdoption } from './variable-adoption.ts';

// What the targets share whose entries are a variable and its value.

/** What tells one of them from another. */
export interface VariableFile {
  readonly id: string;
  readonly name: string;
  /** The real programs read what Keyrack writes (tests/clients); absent: they were not run. */
  readonly tried?: boolean;
  /** The file of a project, from its folder on; absent: it has to be named. */
  readonly projectFile?: string;
  /** The user's own, most likely first; absent: it belongs to a project. */
  readonly files?: (machine: Machine) => readonly string[];
  /** Absent: the value itself and nothing else. */
  readonly offers?: readonly Mechanism[];
  /** Its variables are those of an API client’s requests. */
  readonly isApiClient?: true;
  readonly reasons: Readonly<Record<Mechanism, string>>;
  readonly editor: Editor;
  readonly frame?: NonNullable<FileExporter['frame']>;
  /** Absent: at the root, by its name. */
  readonly path?: FileExporter['path'];
  /** Absent: the value is all of an entry. */
  readonly render?: FileExporter['render'];
  readonly conceal?: FileExporter['conceal'];
  readonly expands?: NonNullable<FileExporter['expands']>;
  readonly start?: NonNullable<FileExporter['start']>;
  readonly readValue?: NonNullable<FileExporter['readValue']>;
  readonly afterwards?: string;
}

/** A target whose file holds variables, from its description. */
export function variableFile({ reasons, offers = ['inline'], ...file }: VariableFile): FileExporter {
  return {
    kind: 'file',
    takes: 'variable',
    tried: false,
    scopes: ['user', 'project'],
    files: () => [],
    choices: () => choicesOf(offers, reasons),
    path: (variable) => [variable],
    render: renderVariable,
    conceal: concealVariable,
    readValue: (value) => (typeof value === 'string' ? value : null),
    // Elsewhere a name does not stand at the root, and nobody can list it.
    ...(file.path === undefined && file.editor.names !== undefined
      ? { adoption: variableAdoption(file.editor) }
      : {}),
    rewrittenBy: [],
    ...file,
  };
}

/** @returns the value alone: the variable is the entry's place. @throws Error for what was not offered */
export function renderVariable(entry: Entry, reveal: (secret: 'value') => string): string {
  if (entry.mechanism !== 'inline') throw new Error(`${entry.mechanism} was not offered`);
  return reveal('value');
}

const concealVariable: FileExporter['conceal'] = (value, { mechanism }) =>
  mechanism === 'inline' && typeof value === 'string' ? MASK : value;

/** For entries of several members, of which one is the value. */
export const concealMember: FileExporter['conceal'] = (entry, { mechanism }) =>
  mechanism === 'inline' && isMap(entry) && typeof entry.value === 'string'
    ? { ...entry, value: MASK }
    : entry;

/** @returns the value of such an entry; null where it is in another form */
export const readMember = (entry: JsonValue): string | null =>
  isMap(entry) && typeof entry.value === 'string' ? entry.value : null;

function isMap(value: JsonValue): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function choicesOf(
  offers: readonly Mechanism[],
  reasons: Readonly<Record<Mechanism, string>>,
): readonly MechanismChoice[] {
  return MECHANISMS.map((mechanism) => ({
    mechanism,
    possible: offers.includes(mechanism),
    reason: reasons[mechanism],
  }));
}
