import { bruEnvironment } from './editors/bru.ts';
import { renderVariable, variableFile } from './variables.ts';

/**
 * An environment of Bruno: a file in `environments` of a collection. `{{process.env.V}}` comes of what Bruno was started
 * with, and of a .env in the collection's folder, which wins. What a variable gives is looked through for others.
 * Sources: usebruno/bruno, packages/bruno-lang/v2/src/envToJson.js, packages/bruno-common/src/interpolate, and bru itself.
 */
export const bruno = variableFile({
  id: 'bruno',
  name: 'Bruno',
  isApiClient: true,
  tried: true,
  projectFile: 'environments/keyrack.bru',
  offers: ['reference', 'inline'],
  editor: bruEnvironment,
  frame: () => 'vars {\n}\n',
  render: (entry, reveal) =>
    entry.mechanism === 'reference' ? `{{process.env.${entry.reference}}}` : renderVariable(entry, reveal),
  expands: () => /\{\{/,
  readValue: (value, lookup) => {
    if (typeof value !== 'string') return null;
    const named = /^\{\{process\.env\.(\w+)\}\}$/.exec(value)?.[1];
    return named === undefined ? value : lookup(named);
  },
  start: { from: 'desktop', program: 'bruno' },
  afterwards:
    'In a request: {{<variable>}}, with this environment chosen in Bruno, or: bru run --env <its name>',
  reasons: {
    input:
      'Bruno keeps a secret of an environment in its own store, where Keyrack can neither put a value nor change it.',
    helper: 'Nothing in an environment is run.',
    launcher: 'An environment starts no program.',
    reference:
      'The file names a variable, and Bruno takes its value from where it was started: only Bruno has it.',
    inline:
      'The value itself stands in the file, where every program of your user can read it, and which is often shared by git.',
  },
});
