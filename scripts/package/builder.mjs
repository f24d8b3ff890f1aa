// Runs under Electron's Node. The API, not the command line, whose argument parser mistakes this runtime for an app.
import { build } from 'electron-builder';

const { config, dir } = JSON.parse(process.argv[2] ?? '{}');
const files = await build({ dir, config, publish: 'never' });
for (const file of files) process.stdout.write(`package: ${file}\n`);
