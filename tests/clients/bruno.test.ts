import { type Call, sendsWhatKeyrackWrites } from './api-suite.ts';

const request = ({ url, variable, inHeader }: Call, index: number) => `meta {
  name: ${variable}
  type: http
  seq: ${index + 1}
}

post {
  url: ${url}
  body: text
  auth: none
}
${inHeader ? `\nheaders {\n  X-Key: {{${variable}}}\n}\n` : ''}
body:text {
  [{{${variable}}}]
}
`;

// bru is Bruno's own runner for a terminal.
sendsWhatKeyrackWrites({
  id: 'bruno',
  file: 'environments/keyrack.bru',
  args: ['run', '--env', 'keyrack'],
  project: (calls) => ({
    'bruno.json': JSON.stringify({ version: '1', name: 'x', type: 'collection' }),
    ...Object.fromEntries(calls.map((call, index) => [`${call.variable}.bru`, request(call, index)])),
  }),
  alters: ['curly'],
  // The blanks around a value are dropped.
  cannotHold: ['edges'],
});
