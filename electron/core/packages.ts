import { npmFailure, npmVersions } from '#shared/model/npm-answer.ts';
import { type NpmPackage, type PackageCheck, packagesIn, specOf } from '#shared/model/npm-package.ts';
import type { ProgramAnswer, RunProgram } from './ports/processes.ts';
import type { PackageService } from './services.ts';

const DEADLINE_MS = 20_000;

/**
 * What npm needs to find its settings, its login and the network, by its own documents (config, npmrc). Not NODE_OPTIONS,
 * which would load code into it.
 */
const INHERITS = [
  ...['HOME', 'PATH', 'USER', 'LOGNAME', 'LANG', 'TMPDIR', 'NVM_DIR', 'VOLTA_HOME', 'ASDF_DATA_DIR'],
  ...['NPM_CONFIG_USERCONFIG', 'NPM_CONFIG_GLOBALCONFIG', 'NPM_CONFIG_REGISTRY', 'NPM_CONFIG_CACHE'],
  ...['npm_config_userconfig', 'npm_config_globalconfig', 'npm_config_registry', 'npm_config_cache'],
  ...['NPM_TOKEN', 'NODE_AUTH_TOKEN', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['APPDATA', 'LOCALAPPDATA', 'USERPROFILE', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'PATHEXT'],
];

/** It tries once, tells of no newer version, and leaves no log behind. */
const QUIET = {
  NO_COLOR: '1',
  npm_config_update_notifier: 'false',
  npm_config_fetch_retries: '0',
  npm_config_logs_max: '0',
};

/** Asks the user's own npm about packages that a command would fetch and run. */
export function createPackages({ run }: { readonly run: RunProgram }): PackageService {
  const check = async (wanted: NpmPackage): Promise<PackageCheck> => {
    const spec = specOf(wanted);
    const answer = await run({
      program: 'npm',
      args: ['view', '--json', '--', spec, 'name', 'version'],
      inherits: INHERITS,
      env: QUIET,
      input: null,
      deadlineMs: DEADLINE_MS,
    });
    return { package: spec, ...judged(answer, wanted) };
  };
  return { check: (command) => Promise.all(packagesIn(command).map(check)) };
}

type Judged = Omit<PackageCheck, 'package'>;

function judged(answer: ProgramAnswer, wanted: NpmPackage): Judged {
  switch (answer.state) {
    case 'not-found':
      return unknown(
        wanted,
        'npm was not found on the PATH of Keyrack, or is a batch file, as on Windows, which is not started without a shell.',
      );
    case 'failed':
      return unknown(wanted, `npm could not be run (${answer.why}).`);
    case 'too-late':
      return unknown(wanted, `npm gave no answer within ${DEADLINE_MS / 1000} seconds.`);
    case 'ended':
      return answer.code === 0 ? ofAnswer(answer.output, wanted) : ofFailure(answer, wanted);
  }
}

function ofAnswer(output: string, wanted: NpmPackage): Judged {
  // Older ones say nothing where no version fits, and fail at nothing.
  if (output.trim() === '') return noVersion(wanted);
  const versions = npmVersions(output, wanted.name);
  const [version] = versions;
  if (version === undefined) return unknown(wanted, 'npm gave an answer that Keyrack does not understand.');
  const which = versions.length === 1 ? `version ${version}` : `${versions.length} versions that fit`;
  return { state: 'found', message: `${wanted.name} is in the registry that your npm asks: ${which}.` };
}

type Ended = Extract<ProgramAnswer, { state: 'ended' }>;

function ofFailure({ code: exit, output, errors }: Ended, wanted: NpmPackage): Judged {
  const { code, summary } = npmFailure(output, errors);
  if (code !== 'E404') return unknown(wanted, whyOf(code, exit));
  return /No match(?:ing version)? found for/.test(summary) ? noVersion(wanted) : missing(wanted);
}

const UNREACHABLE = /^(?:ENOTFOUND|EAI_AGAIN|ECONN\w+|E(?:NET|HOST)\w+|ETIMEDOUT|ERR_SOCKET_TIMEOUT)$/;

/** SECURITY: npm's own words may hold an address with a password; only its code is told (test: "tells nothing that npm printed but its code"). */
function whyOf(code: string, exit: number): string {
  if (code === 'ENOTCACHED') return 'npm is set to work offline.';
  if (code === 'E401' || code === 'E403') return `The registry refused your npm (${code}).`;
  if (UNREACHABLE.test(code)) return `npm could not reach the registry (${code}): are you offline?`;
  return `npm failed (${/^E[A-Z0-9_]{1,40}$/.test(code) ? code : `exit code ${exit}`}).`;
}

const missing = ({ name }: NpmPackage): Judged => ({
  state: 'missing',
  message: `${name} is not in the registry that your npm asks, or is private and your npm may not see it. Anyone could register a free name, and what they publish would be run with your key: check how it is spelled before you export.`,
});

const noVersion = ({ name, wanted }: NpmPackage): Judged => ({
  state: 'no-version',
  message: `${name} is in the registry that your npm asks, but it has no version ${wanted ?? 'yet'}. The server would not start: check the version.`,
});

const unknown = (wanted: NpmPackage, why: string): Judged => ({
  state: 'unknown',
  message: `Whether ${wanted.name} is in the registry is not known. ${why} To look yourself: npm view ${specOf(wanted)} name version`,
});
