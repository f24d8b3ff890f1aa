import type { McpGreeter } from '#core/ports/mcp.ts';
import type { RunProgram, StartProgram } from '#core/ports/processes.ts';

/** For tests in which nothing is to be started. */
export const noPrograms: StartProgram = async () => {
  throw new Error('no program is started in this test');
};

/** The same for those that answer. */
export const noAnswers: RunProgram = async () => {
  throw new Error('no program is asked in this test');
};

/** For tests in which no server is to be spoken to. */
export const noServers: McpGreeter = {
  greetProgram: async () => {
    throw new Error('no server is spoken to in this test');
  },
  greetUrl: async () => {
    throw new Error('no server is spoken to in this test');
  },
};
