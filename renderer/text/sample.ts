export const sampleText = {
  title: 'Sample data',
  fill: 'Try it with sample data',
  what: 'Two environments with keys of Playground, to look around in. They are kept on this computer, reach no service outside, and go with one press.',
  bar: 'Sample data: keys of Playground, on this computer only.',
  remove: 'Remove sample data',
  removed: 'Sample data removed',
  removeWhat: (keys: number) =>
    `The sample environments go, and their ${keys === 1 ? 'key is' : `${keys} keys are`} deleted at Playground and here.`,
  stops: 'Taken out of these files first',
};
