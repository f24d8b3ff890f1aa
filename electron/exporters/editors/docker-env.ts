import { type Editor, MASK } from '#core/ports/exporter.ts';
import { splitMark } from './byte-order-mark.ts';
import { unwritable } from './dotenv-value.ts';
import { isName, maskedComment } from './env-mask.ts';
import {
  appendLine,
  assertPlainLines,
  cutLine,
  nameIn,
  namesOf,
  onlyOne,
  physicalLines,
} from './own-line.ts';
import { refusedPlace } from './refusal.ts';
import { rewrite, type Span } from './splice.ts';

interface EnvLine extends Span {
  /** '' of a comment or a blank line. */
  readonly name: string;
  /** Just behind its `=`; the end, where there is none. */
  readonly valueStart: number;
}

// Podman, Compose and kubectl read such files too, each with its own idea of these.
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/[\s\p{Cc}\p{Cs}]/u, 'has a blank, a line break or a control character'],
  [/["'`$#\\]/, 'has one of the characters " \' ` $ # \\'],
];

/**
 * A file for `docker run --env-file`: a line is a variable, its value all behind the first `=`, quotes and all.
 * Sources: docs.docker.com/reference/cli/docker/container/run (--env-file); the parser of docker/cli, pkg/kvfile.
 */
export const dockerEnv: Editor = {
  read(text, path) {
    const { body } = splitMark(text);
    const line = onlyOne(body, envLines(body), nameIn(path));
    return line && body.slice(line.valueStart, line.end);
  },

  put(text, path, value) {
    if (typeof value !== 'string') throw new Error('a variable is a string');
    const { mark, body } = splitMark(text);
    const name = nameIn(path);
    const line = onlyOne(body, envLines(body), name);
    const assigned = `${name}=${bare(value)}`;
    return mark + (line === undefined ? appendLine(body, assigned) : rewrite(body, [line], () => assigned));
  },

  remove(text, path) {
    const { mark, body } = splitMark(text);
    const line = onlyOne(body, envLines(body), nameIn(path));
    return line === undefined ? text : mark + cutLine(body, line.start, line.end);
  },

  mask(text) {
    const { mark, body } = splitMark(text);
    return mark + rewrite(body, envLines(body), (line) => masked(body, line));
  },

  names: (text) => namesOf(envLines(splitMark(text).body)),
};

/** @throws AppError forbidden-by-rule; no failure quotes the value */
function bare(value: string): string {
  const fault = FAULTS.find(([pattern]) => pattern.test(value))?.[1];
  if (fault === undefined) return value;
  throw unwritable(fault, 'quotes stand for themselves in this file, so nothing can guard it there');
}

/** @throws AppError file-refused where docker refuses the file */
function envLines(body: string): readonly EnvLine[] {
  assertPlainLines(body);
  return physicalLines(body).map(({ start, end }) => {
    const text = body.slice(start, end);
    const bareText = text.trimStart();
    const plain = { start, end, name: '', valueStart: end };
    if (bareText === '' || bareText.startsWith('#')) return plain;
    const [name = ''] = bareText.split('=');
    if (name === '' || /\s/.test(name))
      throw refusedPlace(body, start, 'Docker takes no such name of a variable');
    const sign = text.indexOf('=');
    return { ...plain, name, valueStart: sign < 0 ? end : start + sign + 1 };
  });
}

function masked(body: string, { start, end, name, valueStart }: EnvLine): string {
  const text = body.slice(start, end);
  if (name === '') return maskedComment(text);
  if (!isName(name)) return MASK;
  return valueStart === end ? text : body.slice(start, valueStart) + MASK;
}
