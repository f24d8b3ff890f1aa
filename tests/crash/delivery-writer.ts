import { openPlace } from './delivery-place.ts';

// Exports, changes, undoes and unexports the same entry without end, until it is killed.
const [folder = ''] = process.argv.slice(2);
const { delivering, deliver } = openPlace(folder);
await delivering.recover();
process.stdout.write('ready\n');
for (;;) {
  const { delivery } = await deliver('launcher');
  await deliver('inline');
  await delivering.undo();
  await delivering.unexport(delivery);
}
