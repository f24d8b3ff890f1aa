import type { FileExporter, Machine } from '../../ports/exporter.ts';
import type { DeliveryRecord } from '../../ports/ledger.ts';

// What an MCP client hands on of its own environment (the official SDK's list, after sudo's).
const INHERITED = {
  posix: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
  windows: [
    'APPDATA',
    'HOMEDRIVE',
    'HOMEPATH',
    'LOCALAPPDATA',
    'PATH',
    'PATHEXT',
    'PROCESSOR_ARCHITECTURE',
    'PROGRAMFILES',
    'SYSTEMDRIVE',
    'SYSTEMROOT',
    'TEMP',
    'USERNAME',
    'USERPROFILE',
  ],
};

/** The environment that a client gives to each server that it starts. */
export function inherited({ env, platform }: Machine): Readonly<Record<string, string>> {
  const names = platform === 'win32' ? INHERITED.windows : INHERITED.posix;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      // An exported function of an old bash is code.
      return value === undefined || value.startsWith('()') ? [] : [[name, value] as const];
    }),
  );
}

/** Where the client starts servers: in the project, where its file belongs to one, else at home. */
export function folderFor(
  { projectFile }: Pick<FileExporter, 'projectFile'>,
  { file, scope }: Pick<DeliveryRecord, 'file' | 'scope'>,
  { home }: Machine,
): string {
  if (scope !== 'project') return home;
  const path = file.replaceAll('\\', '/');
  if (projectFile !== undefined && path.endsWith(`/${projectFile}`)) {
    return file.slice(0, -projectFile.length - 1) || '/';
  }
  return file.slice(0, path.lastIndexOf('/')) || '/';
}
