// `npm run tour [FOLDER]`: plays the main job in the real app against Playground, says each step, and takes the pictures that
// README and docs show.
import { inSession } from './in-session.mjs';

const [folder = 'docs/images'] = process.argv.slice(2);
const code = await inSession('tour', ['tests/tour/play.ts', folder]);
if (code !== 2)
  process.stdout.write(code === 0 ? `tour: the pictures are in ${folder}\n` : 'tour: FAILED, see above\n');
process.exitCode = code;
