import { jsonWithComments } from './editors/json.ts';
import { inFolderOf } from './home-paths.ts';
import { mcpClient } from './mcp-client.ts';

/** What dotenv-expand takes for a variable, or for an escaped one, in what the first pass gave. */
const SECOND_PASS = /\$\w|\$\{|\\\$/;

/**
 * Gemini CLI: `.gemini/settings.json` in a project and at home, which GEMINI_CLI_HOME moves. It expands `$V` and `${V}`
 * in the whole file (on Windows `%V%` as well), then env and headers once more by dotenv-expand. It reads
 * comments, but does not start where there is a trailing comma. Sources: google-gemini/gemini-cli,
 * packages/cli/src/utils/envVarResolver.ts and packages/core/src/utils/envExpansion.ts.
 */
export const gemini = mcpClient({
  id: 'gemini',
  name: 'Gemini CLI',
  tried: true,
  files: (machine) => [inFolderOf(machine, 'GEMINI_CLI_HOME', machine.home, ['.gemini', 'settings.json'])],
  editor: jsonWithComments,
  projectFile: '.gemini/settings.json',
  types: { started: null, reached: 'http' },
  references: [/\$\{([A-Za-z_]\w*)\}()/, /\$([A-Za-z_]\w*)()/],
  refer: (variable) => `\${${variable}}`,
  aboutReference:
    'The file names a variable, and Gemini CLI takes its value from where it was started. Its own "gemini mcp add" writes such values out into the file.',
  literal: /\$\w|\$\{|\\\$|%[A-Za-z_]\w*%/,
  again: { started: SECOND_PASS, reached: SECOND_PASS },
  start: { from: 'terminal', program: 'gemini' },
});
