// Runs under Electron's Node, which reads the TypeScript of the commands as it is.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadTree } from '../../electron/cli/groups.ts';
import { EXAMPLES } from '../../electron/cli/help/examples.ts';
import { manual } from './manual.mjs';

const at = (path) => new URL(`../../${path}`, import.meta.url);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

mkdirSync(at('out/man'), { recursive: true });
writeFileSync(at('out/man/keyrack.1'), manual(await loadTree(), EXAMPLES, version));
