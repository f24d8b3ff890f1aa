import { openPlace } from './delivery-place.ts';

// Exports files of our own, changes, deletes, undoes and unexports them without end, until it is killed.
const [folder = ''] = process.argv.slice(2);
const { delivering, deliverFiles } = openPlace(folder);
await delivering.recover();
process.stdout.write('ready\n');
for (;;) {
  const { delivery } = await deliverFiles('header');
  await deliverFiles('query');
  await delivering.undo();
  await delivering.deleteFiles(delivery);
  await delivering.undo();
  await delivering.unexport(delivery);
}
