import { openPlace } from './create-place.ts';

// Makes one key, and is killed somewhere on the way.
const [folder = '', url = '', ca = '', name = ''] = process.argv.slice(2);
const place = openPlace(folder, { url, ca });
try {
  await place.create(name);
} catch {
  // What became of it is for the next start to find out.
}
process.stdout.write('done\n');
// Lives until it is killed, as an app does.
setInterval(() => undefined, 1_000);
