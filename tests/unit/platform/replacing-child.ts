// Replaces a file over and over until it is killed: argv[2] the file, argv[3] the contents, by turns.
import { createFiles } from '../../../electron/platform/files.ts';

const [, , path = '', ...contents] = process.argv;
const files = createFiles('/home/of/keyrack');
process.stdout.write('started\n');
for (let turn = 0; ; turn += 1) {
  const content = contents[turn % contents.length] ?? '';
  await files.replace(await files.snapshot(path), Buffer.from(content.repeat(2000)), 0o600);
}
