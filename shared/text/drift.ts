/** What is told when an entry of ours is not as it was: the window shows it under Targets. */
export const driftText = (state: string, server: string, target: string, file: string) => ({
  title: state === 'missing' ? `${target}: an entry is gone` : `${target}: an entry was changed`,
  body: `“${server}” in ${file} is not as Keyrack wrote it. Look at it under Targets: nothing was put back.`,
});
