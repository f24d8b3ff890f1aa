import { type Call, sendsWhatKeyrackWrites } from './api-suite.ts';

const item = ({ url, variable, inHeader }: Call) => ({
  name: variable,
  request: {
    method: 'POST',
    url,
    header: inHeader ? [{ key: 'X-Key', value: `{{${variable}}}` }] : [],
    body: { mode: 'raw', raw: `[{{${variable}}}]` },
  },
});

// newman is Postman's own runner for a terminal.
sendsWhatKeyrackWrites({
  id: 'postman',
  file: 'keyrack.postman_environment.json',
  args: ['run', 'collection.json', '-e', 'keyrack.postman_environment.json'],
  project: (calls) => {
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    return { 'collection.json': JSON.stringify({ info: { name: 'x', schema }, item: calls.map(item) }) };
  },
  alters: ['curly'],
});
