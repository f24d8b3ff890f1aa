import { type Editor, type Entry, type FileExporter, MASK, type Machine } from '#core/ports/exporter.ts';
import { MECHANISMS, type Mechanism, type MechanismChoice } from '#shared/model/delivery.ts';

// What the targets share whose entries are a variable and its value.

/** What tells one of them from another. */
export interface VariableFile {
  readonly id: string;
  readonly name: string;
  /** The real program read what Keyrack wrote; absent: it was not run. */
  readonly tried?: boolean;
  /** The file of a project, from its folder on; absent: it has to be named. */
  readonly projectFile?: string;
  /** The user's own, most likely first; absent: it belongs to a project. */
  readonly files?: (machine: Machine) => readonly string[];
  readonly reasons: Readonly<Record<Mechanism, string>>;
  readonly editor: Editor;
  /** Absent: the value is all of an entry. */
  readonly render?: FileExporter['render'];
  readonly conceal?: FileExporter['conceal'];
  readonly afterwards?: string;
}

/** A target whose file can hold nothing but the value itself, from its description. */
export function variableFile({ reasons, ...file }: VariableFile): FileExporter {
  return {
    kind: 'file',
    takes: 'variable',
    tried: false,
    scopes: ['user', 'project'],
    files: () => [],
    choices: () => inlineOnly(reasons),
    path: (variable) => [variable],
    render: renderVariable,
    conceal: concealVariable,
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

/** The choices where only the value itself can stand in the file. */
function inlineOnly(reasons: Readonly<Record<Mechanism, string>>): readonly MechanismChoice[] {
  return MECHANISMS.map((mechanism) => ({
    mechanism,
    possible: mechanism === 'inline',
    reason: reasons[mechanism],
  }));
}
