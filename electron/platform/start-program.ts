import type { StartProgram } from '#core/ports/processes.ts';

/** What starts programs is loaded by the few commands that do. */
export const startProgram: StartProgram = async (order) => {
  const { openProgram } = await import('./processes.ts');
  return openProgram(order);
};
