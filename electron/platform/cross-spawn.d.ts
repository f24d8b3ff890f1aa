/** As `spawn` of Node; on Windows it finds `npx.cmd` where `npx` is meant, and quotes for it. */
declare module 'cross-spawn' {
  import type { ChildProcess, SpawnOptions } from 'node:child_process';

  function spawn(file: string, words: readonly string[], options: SpawnOptions): ChildProcess;
  export = spawn;
}
