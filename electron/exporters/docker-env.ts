import type { FileExporter } from '#core/ports/exporter.ts';
import type { Mechanism } from '#shared/model/delivery.ts';
import { dockerEnv as editor } from './editors/docker-env.ts';
import { concealVariable, inlineOnly, renderVariable } from './variables.ts';

const REASONS: Record<Mechanism, string> = {
  input: 'Docker reads the file without a prompt.',
  helper: 'Nothing in the file is run: Docker reads it as text.',
  launcher:
    'The file starts nothing. Without any file: keyrack exec --key <key> -- docker run -e <variable> <image>.',
  reference:
    'Docker expands nothing in the file: the program would get the name and not the value. A variable of your shell goes in by: docker run -e <variable>.',
  inline:
    'The value itself stands in the file, where every program of your user can read it. Without any file: keyrack exec --key <key> -- docker run -e <variable> <image>.',
};

/** A file for `docker run --env-file`. It belongs to a project, so the user names it. */
export const dockerEnv: FileExporter = {
  kind: 'file',
  id: 'docker-env',
  name: 'Docker env-file',
  tried: false,
  takes: 'variable',
  scopes: ['user', 'project'],
  projectFile: 'docker.env',
  choices: () => inlineOnly(REASONS),
  files: () => [],
  editor,
  path: (variable) => [variable],
  render: renderVariable,
  conceal: concealVariable,
  rewrittenBy: [],
};
