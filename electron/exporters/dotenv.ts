import type { FileExporter } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { dotenv as editor } from './editors/dotenv.ts';
import { concealVariable, inlineOnly, renderVariable } from './variables.ts';

const REASONS: Record<Mechanism, string> = {
  input: 'A .env file is read without a prompt.',
  helper: 'Nothing in a .env file is run: dotenv and Node read it as text.',
  launcher: 'A .env file starts nothing. Without any file: keyrack exec --key <key> -- <command>.',
  reference:
    'dotenv and Node expand nothing in a .env file: the program would get the name and not the value.',
  inline:
    'A .env file can hold nothing but the value itself, where every program of your user can read it. Without any file: keyrack exec --key <key> -- <command>.',
};

/**
 * A .env, as dotenv, Node and a shell read it. It belongs to a project, so the user names it.
 * Sources: the readers themselves (tests/unit/exporters/dotenv-readers.test.ts).
 */
export const dotenv: FileExporter = {
  kind: 'file',
  id: 'dotenv',
  name: '.env file',
  tried: true,
  takes: 'variable',
  scopes: ['user', 'project'],
  projectFile: '.env',
  choices: () => inlineOnly(REASONS),
  files: () => [],
  editor,
  path: (variable) => [variable],
  render: renderVariable,
  conceal: concealVariable,
  rewrittenBy: [],
};
