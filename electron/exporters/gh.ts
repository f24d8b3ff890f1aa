import type { RunProgram } from '#core/ports/processes.ts';
import type { Secret } from '#core/secret.ts';
import { failureOf, lateOf, missing, notStarted } from './gh-failures.ts';

const DEADLINE_MS = 30_000;

/**
 * What gh needs to find its login, the network and the keyring, by `gh help environment` and Go's net/http. Not GH_HOST
 * and GH_REPO, which would send a key elsewhere, and not GH_DEBUG, which prints requests.
 */
const INHERITS = [
  ...['HOME', 'PATH', 'USER', 'LOGNAME', 'LANG', 'TMPDIR'],
  ...['XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'],
  ...['GH_CONFIG_DIR', 'GH_TOKEN', 'GITHUB_TOKEN'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['APPDATA', 'LOCALAPPDATA', 'USERPROFILE', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'PATHEXT'],
];

/** It asks nothing, tells of no newer version, and writes no colours. */
const QUIET = { GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1', GH_PAGER: 'cat', NO_COLOR: '1' };

interface Task {
  readonly place: string;
  /** What it reads; absent: nothing. */
  readonly value?: Secret;
  /** Something is done there: without an answer nobody knows whether. */
  readonly changes?: boolean;
}

/** Runs GitHub's command. @returns what it printed. @throws AppError what happened, to what, and what to do */
export async function runGh(
  run: RunProgram,
  args: readonly string[],
  { place, value, changes = false }: Task,
): Promise<string> {
  const answer = await run({
    ...{ program: 'gh', args, inherits: INHERITS, env: QUIET },
    ...{ input: value ?? null, deadlineMs: DEADLINE_MS },
  });
  switch (answer.state) {
    case 'not-found':
      throw missing();
    case 'failed':
      throw notStarted(answer.why, changes);
    case 'too-late':
      throw lateOf(place, changes);
    case 'ended':
      if (answer.code !== 0) throw failureOf(answer, { place, value: value ?? null });
      return answer.output;
  }
}
