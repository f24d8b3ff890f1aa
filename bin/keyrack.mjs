#!/usr/bin/env node
// The command. It may be started by any Node from 20 on: where this one cannot run the bundle, another one does.
// `import` of these would look at all that they export, which takes longer than the rest of this file.
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { join } = process.getBuiltinModule('node:path');
const { fileURLToPath } = process.getBuiltinModule('node:url');

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = fileURLToPath(new URL('../out/cli/keyrack.cjs', import.meta.url));

// A terminal sends these to the whole foreground group: passing them on would deliver them twice.
const TERMINAL_SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGHUP'];
const FORWARDED_SIGNALS = ['SIGTERM', 'SIGUSR2', 'SIGALRM'];

if (!existsSync(bundle))
  stop('It has not been built yet. Run `npm start` or `npm test` once in this folder.');
// It came with Node 22.15, the first that can run the bundle.
else if (typeof process.execve === 'function') runHere();
else await runElsewhere();

function runHere() {
  silenceSqliteWarning();
  process.argv[1] = bundle;
  createRequire(import.meta.url)(bundle);
}

/** node:sqlite announces itself as experimental on stderr, which belongs to the command and its child. */
function silenceSqliteWarning() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'string' ? rest[0] : rest[0]?.type;
    if (type === 'ExperimentalWarning' && String(warning).includes('SQLite')) return;
    emit.call(process, warning, ...rest);
  };
}

async function runElsewhere() {
  const { spawn } = await import('node:child_process');
  const { findNode, isThisNodeSuitable } = await import('./runtime.mjs');
  if (isThisNodeSuitable()) {
    runHere();
    return;
  }
  const node = findNode(root);
  if (node === null) {
    const setUp = existsSync(join(root, 'scripts', 'start.mjs')) ? ', or let `npm start` set one up' : '';
    stop(
      `Node ${process.versions.node} is too old and no other was found. Install Node 22.15 or later${setUp}.`,
    );
    return;
  }
  const args = ['--disable-warning=ExperimentalWarning', bundle, ...process.argv.slice(2)];
  const child = spawn(node.path, args, { stdio: inheritedStdio(), env: { ...process.env, ...node.env } });
  const wasAtTerminal = isAtTerminal();
  const signals = [...FORWARDED_SIGNALS, ...(wasAtTerminal ? leaderSignals() : TERMINAL_SIGNALS)];
  if (process.platform !== 'win32') {
    for (const signal of TERMINAL_SIGNALS) process.on(signal, () => undefined);
    for (const signal of signals) process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => stop(`${node.path} could not be started: ${error.message}.`));
  child.on('exit', (code, signal) => {
    // Node 20 crashes in its own tidying up where the terminal is gone by then.
    if (wasAtTerminal && !isAtTerminal()) dieBy('SIGHUP');
    else if (signal === null) process.exit(code ?? 1);
    else dieBy(signal);
  });
}

/** Ends this process by the signal that ended the child, so that a caller sees no difference. */
function dieBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setInterval(() => undefined, 1000);
}

/** Descriptors above 2 are closed by Node unless named; the command reads a passphrase from one. */
function inheritedStdio() {
  const own = process.argv.slice(2);
  const end = own.indexOf('--');
  const words = end === -1 ? own : own.slice(0, end);
  const at = words.findIndex((word) => word === '--passphrase-fd' || word.startsWith('--passphrase-fd='));
  const value = at === -1 ? '' : (words[at].split('=')[1] ?? words[at + 1] ?? '');
  const descriptor = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  const stdio = ['inherit', 'inherit', 'inherit'];
  while (descriptor >= stdio.length) stdio.push(stdio.length === descriptor ? descriptor : 'ignore');
  return stdio;
}

/**
 * A terminal that closes tells the leader of its session alone, and a shell that leads it tells its jobs. Where this process
 * was started by the terminal itself, nobody else tells the child. Only Linux says who leads.
 */
function leaderSignals() {
  try {
    const [, , , session] = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(session) === process.pid ? ['SIGHUP'] : [];
  } catch {
    return ['SIGHUP'];
  }
}

/** By number: a stream that Node makes of an inherited pipe sets it non-blocking for everybody who has it. */
function isAtTerminal() {
  const { isatty } = process.getBuiltinModule('node:tty');
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

function stop(message) {
  process.stderr.write(`keyrack: ${message}\n`);
  process.exitCode = 1;
}
