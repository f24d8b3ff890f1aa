import { dotenv as editor } from './editors/dotenv.ts';
import { variableFile } from './variables.ts';

/**
 * A .env, as dotenv, Node and a shell read it. It belongs to a project, so the user names it.
 * Sources: the readers themselves (tests/unit/exporters/dotenv-readers.test.ts).
 */
export const dotenv = variableFile({
  id: 'dotenv',
  name: '.env file',
  tried: true,
  projectFile: '.env',
  editor,
  reasons: {
    input: 'A .env file is read without a prompt.',
    helper: 'Nothing in a .env file is run: dotenv and Node read it as text.',
    launcher: 'A .env file starts nothing. Without any file: keyrack exec --key <key> -- <command>.',
    reference:
      'dotenv and Node expand nothing in a .env file: the program would get the name and not the value.',
    inline:
      'A .env file can hold nothing but the value itself, where every program of your user can read it. Without any file: keyrack exec --key <key> -- <command>.',
  },
});
