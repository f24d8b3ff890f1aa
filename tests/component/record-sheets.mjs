/** A picture of `npm run look` is named by its scene, theme and size. */
const show = (picture, says) => ({ picture, says });

/** Every view as the visual record shows it: full, empty, small, failed, locked, light and dark. */
export const sheets = [
  {
    name: 'rack',
    shows: [
      show('rack-light-full', 'Full, light'),
      show('rack-dark-full', 'Full, dark'),
      show('rack-contrast-full', 'Full, high contrast'),
      show('rack-many-light-full', '10,000 keys'),
      show('rack-light-small', 'Small window'),
      show('rack-dark-zoomed', '200 %'),
      show('rack-empty-light-full', 'Empty'),
      show('rack-loading-light-full', 'Loading'),
      show('rack-failed-dark-full', 'Failed'),
      show('rack-nothing-fits-light-full', 'Nothing fits the search'),
      show('rack-picked-light-full', 'Several keys picked'),
      show('locked-light-full', 'Locked'),
    ],
  },
  {
    name: 'key',
    shows: [
      show('detail-light-full', 'Detail, light'),
      show('detail-dark-full', 'Detail, dark'),
      show('detail-light-small', 'Detail in a small window'),
      show('new-key-light-full', 'New key'),
      show('new-key-network-dark-full', 'Failed'),
      show('key-created-light-full', 'Key created'),
      show('export-light-full', 'Export'),
      show('export-changes-dark-full', 'The changes to the file'),
      show('delete-production-light-full', 'Deleting in production'),
    ],
  },
  {
    name: 'grid',
    shows: [
      show('grid-light-full', 'Full, light'),
      show('grid-dark-full', 'Full, dark'),
      show('grid-many-light-full', '10,000 keys'),
      show('grid-light-small', 'Small window'),
      show('grid-empty-light-full', 'Empty'),
      show('grid-loading-light-full', 'Loading'),
      show('grid-failed-dark-full', 'Failed'),
      show('grid-locked-light-full', 'Locked'),
      show('promote-light-full', 'Promote'),
    ],
  },
  {
    name: 'targets',
    shows: [
      show('targets-light-full', 'Full, light'),
      show('targets-dark-full', 'Full, dark'),
      show('targets-empty-light-full', 'Empty'),
      show('targets-light-small', 'Small window'),
      show('export-refused-dark-full', 'A file that is refused'),
      show('undo-failed-light-full', 'An undo that failed'),
    ],
  },
  {
    name: 'activity',
    shows: [
      show('activity-light-full', 'Full, light'),
      show('activity-dark-full', 'Full, dark'),
      show('activity-many-light-full', 'Many entries'),
      show('activity-light-small', 'Small window'),
      show('activity-empty-light-full', 'Empty'),
      show('activity-loading-light-full', 'Loading'),
      show('activity-failed-dark-full', 'Failed'),
      show('activity-broken-light-full', 'The chain is broken'),
      show('activity-locked-light-full', 'Locked'),
    ],
  },
  {
    name: 'connections',
    shows: [
      show('connections-light-full', 'Full, light'),
      show('connections-dark-full', 'Full, dark'),
      show('connections-light-small', 'Small window'),
      show('connections-loading-light-full', 'Loading'),
      show('connections-failed-dark-full', 'Failed'),
      show('diagnose-light-full', 'Diagnosis'),
    ],
  },
  {
    name: 'settings',
    shows: [
      show('settings-light-full', 'Light'),
      show('settings-dark-full', 'Dark'),
      show('settings-light-small', 'Small window'),
      show('settings-locked-light-full', 'Locked'),
      show('setup-storage-light-full', 'First run'),
      show('setup-no-keychain-dark-full', 'First run without a keychain'),
      show('palette-light-full', 'Palette'),
      show('cheat-sheet-dark-full', 'Cheat sheet'),
      show('sample-light-full', 'Sample data'),
    ],
  },
];
