// Runs in the namespace without a network: the integration in the folder of its first argument, by Zapier's own core.
// The variable CALLS holds what to do: [{ key, url }]; without a url its connection is tested.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(folder, 'index.js'));
const app = require('./index.js');
const perform = require('zapier-platform-core').createAppTester(app);

for (const { key, url } of JSON.parse(process.env.CALLS)) {
  const authData = { api_key: key };
  if (url === undefined) await perform(app.authentication.test, { authData });
  else await perform(app.creates.custom_request.operation.perform, { authData, inputData: { url } });
}
