export const environmentText = {
  title: 'New environment',
  submit: 'Create environment',
  edit: 'Edit',
  save: 'Save',
  name: 'Name',
  namePlaceholder: 'Development',
  stage: 'Stage',
  colour: 'Colour',
  project: 'Project',
  projectHelp: 'Sorts environments of one product together.',
  created: (name: string) => `${name} created`,
};
