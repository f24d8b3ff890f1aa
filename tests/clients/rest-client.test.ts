import { type Call, sendsWhatKeyrackWrites } from './api-suite.ts';

const request = ({ url, variable, inHeader }: Call) =>
  [
    `POST ${url}`,
    ...(inHeader ? [`X-Key: {{$dotenv ${variable}}}`] : []),
    '',
    `[{{$dotenv ${variable}}}]`,
  ].join('\n');

// REST Client runs in an editor alone; httpYac, which is run here, reads the same files.
sendsWhatKeyrackWrites({
  id: 'rest-client',
  file: '.env',
  args: ['send', 'requests.http', '--all'],
  project: (calls) => ({ 'requests.http': `${calls.map(request).join('\n\n###\n')}\n` }),
  alters: ['curly'],
  // As for every .env: with a quote that would end them, with what another reader expands or unescapes.
  cannotHold: ['everything', 'dollar', 'dollars', 'braced', 'defaulted', 'named', 'shell', 'backslashes'],
});
