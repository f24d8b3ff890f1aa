import type { CopyPolicy, Environment, Stage } from '#shared/model/environment.ts';
import { stageNames } from './common.ts';

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

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
  projectPlaceholder: 'Groups environments, like Webshop',
  created: (name: string) => `${name} created`,
};

export const defaultsText = {
  heading: 'Defaults for its keys',
  naming: 'Naming pattern',
  namingExample: (name: string) => `A new key is called, for example, ${name}.`,
  namingExamples: { tool: 'Claude Desktop', purpose: 'Contacts', service: 'Unisoft' },
  rotation: 'Rotation',
  rotationHelp: 'For important tools 6 to 12 months are advised.',
  rotationNone: 'No reminder',
  rotationEvery: (days: number) => `Due after ${days} days`,
  rotationMonths: { 180: 'Due after 180 days (6 months)', 365: 'Due after 365 days (12 months)' } as Readonly<
    Record<number, string>
  >,
  reveal: 'Reveal',
  reveals: { vault: 'Vault', 'copy-once': 'Copy once' } satisfies Record<CopyPolicy, string>,
  revealHelp: {
    vault: 'Copied again with the app passphrase.',
    'copy-once': 'No copy after you confirm it. Export goes on working.',
  } satisfies Record<CopyPolicy, string>,
  leaving: 'Outside of production nothing asks for the name before a key is revoked or deleted.',
  loosening:
    'Keys that were confirmed as copied once can then be copied again by whoever knows the app passphrase.',
};

/** What an environment prescribes, in one line. */
export const prescribed = ({ project, copyPolicy, rotateAfterDays, namingPattern }: Environment): string =>
  [
    project,
    defaultsText.reveals[copyPolicy],
    rotateAfterDays === null ? null : defaultsText.rotationEvery(rotateAfterDays),
    namingPattern,
  ]
    .filter((word) => word !== null)
    .join(' · ');

export const stageWord = (stage: Stage): string => stageNames[stage].toLowerCase();

/** What can be done with an environment, where it stands. */
export const environmentActs = {
  menu: (name: string) => `More for ${name}`,
  edit: 'Edit',
  duplicate: 'Duplicate',
  up: 'Move up',
  down: 'Move down',
  isFirst: 'It is the first.',
  isLast: 'It is the last.',
  archive: 'Archive',
  unarchive: 'Unarchive',
  delete: 'Delete',
  moved: (name: string, place: number, count: number) => `${name} is now ${place} of ${count}.`,
};

export const duplicateText = {
  suggested: (name: string) => `${name} copy`,
  copied: 'Stage, colour, project and the defaults for its keys are copied.',
  notCopied:
    'Its keys and connections are not: a key is made for one environment, and so is the credential of a connection. Add the connections that the new one needs.',
};

export const archiveText = {
  keeps: (keys: number, connections: number) =>
    `It keeps ${counted(keys, 'key')} and ${counted(connections, 'connection')}. What uses them goes on working: exec, and every program that they were exported to.`,
  hides:
    'It leaves the sidebar, and it is not offered any more: no list shows its keys, and no new key or connection is made in it.',
  back: 'Unarchive it at any time in Settings.',
  done: (name: string) => `${name} archived`,
  undone: (name: string) => `${name} is in use again`,
  heading: (count: number) => `Archived (${count})`,
  counts: (keys: number, connections: number) =>
    `${counted(keys, 'key')}, ${counted(connections, 'connection')}`,
};
