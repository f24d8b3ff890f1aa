import { AppError } from '#core/errors.ts';
import type { OwnFile } from '#core/ports/exporter.ts';
import { textOf } from './editors/whole-json.ts';
import { beside, type Called, importedFiles, onceImported } from './imported-files.ts';
import { AUTHENTICATION, CUSTOM_REQUEST, INDEX, readmeOf } from './zapier-files.ts';

const CORE = '19.1.0';
const MAIN = 'package.json';

/**
 * Zapier: a private integration, to be pushed by Zapier’s command, whose connection asks for the key and whose one action
 * calls the service. What is the user’s stands in service.json, so that no text of it becomes a part of a program.
 * Sources: zapier-platform-core, -schema and -cli 19.1.0, which were run on it; example-apps/custom-auth.
 */
export const zapier = importedFiles({
  id: 'zapier',
  name: 'Zapier',
  tried: true,
  place: (name) => [`zapier-${name}`, MAIN],
  possible: ['input'],
  reasons: {
    input: 'Zapier asks for the key when its connection is made, and keeps it: the files hold none.',
    helper: 'Zapier runs on its own servers, where no command of yours can be run.',
    launcher: 'Nothing is started for a call, so Keyrack cannot hand over the key.',
    reference: 'Zapier runs on its own servers, and sees no variable of yours.',
    inline: 'The files are pushed to Zapier as a program: a value would stay in each of its versions.',
  },
  whenReplaced: (server) =>
    `In Zapier, reconnect each connection of “keyrack-${server.toLowerCase()}”: it asks for the key, which you copy in Keyrack’s window. Where a Zap has the key in Webhooks by Zapier, replace it in that Zap.`,
  render: (entry) => {
    assertNamed(entry);
    return {
      name: `keyrack-${entry.server.toLowerCase()}`,
      version: '1.0.0',
      description: `Sends requests with the key ${entry.server}.`,
      private: true,
      main: 'index.js',
      dependencies: { 'zapier-platform-core': CORE },
      devDependencies: { 'zapier-platform-cli': CORE },
    };
  },
  companions: (entry) => companionsOf(entry),
  afterwards: (entry) => [
    `In the folder of ${entry.file}: npm install, npx zapier-platform login, npx zapier-platform register, npx zapier-platform push. Zapier then asks for the key when you connect; copy it in Keyrack’s window.`,
    `For the action “Custom Request” of Webhooks by Zapier, which needs no integration: ${beside(entry, 'README.md')} says what to fill in.`,
    onceImported(entry, 'Zapier'),
  ],
});

function companionsOf(entry: Called): readonly OwnFile[] {
  const { call } = entry;
  const texts = {
    'service.json': textOf(
      'query' in call ? { url: call.url, query: call.query } : { ...call, header: { ...call.header } },
    ),
    'authentication.js': AUTHENTICATION,
    'custom_request.js': CUSTOM_REQUEST,
    'index.js': INDEX,
    'README.md': readmeOf(entry),
  };
  return Object.entries(texts).map(([name, text]) => ({ file: beside(entry, name), text }));
}

/** npm reads a package by this name alone. */
function assertNamed(entry: Called): void {
  if (entry.file === beside(entry, MAIN)) return;
  throw new AppError('invalid-input', {
    message: `${entry.file} is not named ${MAIN}, which is what npm and Zapier read.`,
    next: `Name ${MAIN} in a folder of its own.`,
    field: 'file',
  });
}
