import { dockerEnv as editor } from './editors/docker-env.ts';
import { variableFile } from './variables.ts';

/** A file for `docker run --env-file`. It belongs to a project, so the user names it. */
export const dockerEnv = variableFile({
  id: 'docker-env',
  name: 'Docker env-file',
  projectFile: 'docker.env',
  editor,
  reasons: {
    input: 'Docker reads the file without a prompt.',
    helper: 'Nothing in the file is run: Docker reads it as text.',
    launcher:
      'The file starts nothing. Without any file: keyrack exec --key <key> -- docker run -e <variable> <image>.',
    reference:
      'Docker expands nothing in the file: the program would get the name and not the value. A variable of your shell goes in by: docker run -e <variable>.',
    inline:
      'The value itself stands in the file, where every program of your user can read it. Without any file: keyrack exec --key <key> -- docker run -e <variable> <image>.',
  },
});
