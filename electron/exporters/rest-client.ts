import { dotenv as editor } from './editors/dotenv.ts';
import { variableFile } from './variables.ts';

/**
 * REST Client of Visual Studio Code, and httpYac: the .env beside a .http file, of which `{{$dotenv V}}` takes a variable.
 * Not the settings of the editor, which it carries to every machine of an account. httpYac looks what came of a variable
 * through once more, REST Client does not. Sources: Huachao/vscode-restclient, README.md and src/utils/variableProcessor.ts.
 */
export const restClient = variableFile({
  id: 'rest-client',
  name: 'REST Client',
  isApiClient: true,
  tried: true,
  projectFile: '.env',
  editor,
  expands: () => /\{\{/,
  afterwards:
    'The file has to stand beside the .http file and be called .env. In a request: {{$dotenv <variable>}}',
  reasons: {
    input:
      'A .http file can ask for a value, but keeps the question in the file itself, and asks for each request.',
    helper: 'Nothing in a .env file is run.',
    launcher: 'A .env file starts nothing.',
    reference:
      'A reference stands in the .http file itself: write {{$processEnv <variable>}} there, and start the editor by keyrack exec --key <key> -- code.',
    inline: 'The value itself stands in the .env file, where every program of your user can read it.',
  },
});
